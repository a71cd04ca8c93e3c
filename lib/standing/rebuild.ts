import type { Client } from '@/lib/db/database'
import { loadClaims } from '@/lib/ownership/documents/store'
import { ownerKey } from '@/lib/ownership/owner'
import { JOIN_TOOL, noteFlowChange } from '@/lib/retry-paths/changes'
import { ensureNames } from '@/lib/services/names'
import { Placements } from '@/lib/services/placement'
import { loadServiceMaps, serviceId, teamId } from '@/lib/services/store'
import { loadTeamChanges } from '@/lib/services/team-changes'
import { loadHeld, loadPresent } from './load'
import { type Segment, segmentsOf } from './segments'
import { replaceStanding, type StandingRow } from './write'

interface Repository {
  id: string
  name: string
}

/**
 * Derives `standing` anew from presence, services and ownership: for the given versions, or for
 * the whole repository where `versions` is null. Only streams of the default branch stand.
 */
export async function rebuildStanding(
  client: Client,
  repository: Repository,
  versions: readonly string[] | null,
): Promise<void> {
  const segments = await deriveStanding(client, repository, versions)
  const services = new Set(segments.map((s) => s.service))
  const teams = new Set(segments.flatMap((s) => s.team ?? []))
  await ensureNames(client, {
    services: new Map(
      [...services].map((name) => [
        serviceId(repository.id, name),
        { repository: repository.id, name },
      ]),
    ),
    teams: new Map([...teams].map((name) => [teamId(name), name])),
  })
  const rows = segments.map((segment) => rowOf(segment, repository.id))
  if (versions) return replaceStanding(client, { versions }, rows)
  // Paths joined over repositories are derived by their own step, which is told of this.
  await replaceStanding(client, { repository: repository.id, exceptTool: JOIN_TOOL }, rows)
  await noteFlowChange(client, repository.id, null)
}

/** What `standing` should hold for these versions (or the repository), from the truth alone. */
export async function deriveStanding(
  client: Client,
  repository: Repository,
  versions: readonly string[] | null,
): Promise<Segment[]> {
  const maps = await loadServiceMaps(client, repository.id)
  const changes = await loadTeamChanges(client, repository.id)
  const placements = new Placements(repository.name, maps, changes)
  const claims = await loadClaims(client, repository.id)
  const present = await loadPresent(client, repository.id, versions)
  const decisions = present.filter(({ kind }) => kind === 'decision')
  const held = await loadHeld(client, [...new Set(decisions.map((p) => p.finding))])
  return present.flatMap((p) => segmentsOf(p, placements, held.get(p.finding) ?? [], claims))
}

function rowOf(segment: Segment, repositoryId: string): StandingRow {
  const { version, finding, stream, rule, kind, decisionKind, state, attempts } = segment
  return {
    ...{ version, finding, stream, rule, kind, decisionKind, state, attempts },
    from: new Date(segment.from),
    to: segment.to === null ? null : new Date(segment.to),
    repository: repositoryId,
    service: serviceId(repositoryId, segment.service),
    team: segment.team === null ? null : teamId(segment.team),
    status: segment.status,
    owner: segment.owner,
    ownerKey: segment.owner === null ? null : ownerKey(segment.owner),
    proposedKey: segment.proposed === null ? null : ownerKey(segment.proposed),
    ownership: segment.entry,
  }
}
