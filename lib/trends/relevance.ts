import { NO_TEAM } from './conditions'
import { KIND_OF } from './measures'
import type { StreamReach } from './queries/streams'
import type { ToolKind } from './queries/tools'
import type { Filter, Measure } from './types'

/** What is known of where things are, for deciding which streams have a say. */
export interface Places {
  /** Repository of each service. */
  services: ReadonlyMap<string, string>
  /** Repositories of each team. */
  teams: ReadonlyMap<string, ReadonlySet<string>>
}

/** Streams whose tool looks for the measure at all. */
export function streamsOfMeasure<S extends StreamReach>(
  streams: readonly S[],
  tools: readonly ToolKind[],
  measure: Measure,
): S[] {
  const names = new Set(tools.filter((t) => t.kind === KIND_OF[measure]).map((t) => t.tool))
  return streams.filter((stream) => names.has(stream.tool))
}

/** Streams of the repositories that a filter can hold findings of. */
export function streamsWithin<S extends StreamReach>(
  streams: readonly S[],
  filter: Filter,
  places: Places,
): S[] {
  const { repository, service, team } = filter
  const ofService = service === undefined ? undefined : places.services.get(service)
  const ofTeam = team === undefined ? undefined : places.teams.get(team)
  return streams.filter(
    ({ repositoryId }) =>
      (repository === undefined || repositoryId === repository) &&
      (service === undefined || repositoryId === ofService) &&
      // Findings that no team answers for can be anywhere.
      (team === undefined || team === NO_TEAM || ofTeam?.has(repositoryId)),
  )
}

/** Repositories that a filter can hold anything of; null: every one. */
export function repositoriesOf(
  { repository, service, team }: Filter,
  { services, teams }: Places,
): string[] | null {
  if (repository !== undefined) return [repository]
  if (service !== undefined) return [services.get(service) ?? service]
  // What no team answers for can be anywhere.
  if (team === undefined || team === NO_TEAM) return null
  return [...(teams.get(team) ?? [])]
}
