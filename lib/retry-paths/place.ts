import type { Names } from '@/lib/services/names'
import type { StandingRow } from '@/lib/standing/write'
import type { JoinedVersion } from './joined'
import { joinedRuleId } from './joined-ids'
import type { Cause, JoinedSpan } from './life'
import { idsIn } from './names'
import { both, endOf } from './stretches'

/** Where joined paths stand, and the services and teams that the rows name. */
export interface Placed extends Names {
  rows: StandingRow[]
}

/** A joined path stands where its first segment does: that one's parts are cut by service and team. */
export function placeJoined(
  versions: readonly JoinedVersion[],
  spans: readonly JoinedSpan[],
  home: (version: JoinedVersion) => string,
  streams: ReadonlyMap<string, string>,
): Placed {
  const spansOfVersion = new Map<string, JoinedSpan[]>()
  for (const span of spans) {
    const known = spansOfVersion.get(span.version)
    if (known) known.push(span)
    else spansOfVersion.set(span.version, [span])
  }
  const placed: Placed = { rows: [], services: new Map(), teams: new Map() }
  const idOf = idsIn(placed)
  for (const version of versions) {
    const repository = home(version)
    const stream = streams.get(repository) ?? ''
    const causesHere = version.parts[0]?.facts.causes ?? []
    const parts = joinAlike(causesHere.filter(({ entry }) => entry === version.start))
    for (const span of spansOfVersion.get(version.id) ?? []) {
      for (const part of parts) {
        for (const { from, to } of both([span], [part])) {
          placed.rows.push({
            version: version.id,
            from: new Date(from),
            to: endOf(to),
            finding: span.finding,
            repository,
            stream,
            service: idOf.service(repository, part.service),
            team: part.team === null ? null : idOf.team(part.team),
            rule: joinedRuleId,
            kind: 'retry-path',
            state: 'open',
            attempts: version.attempts,
          })
        }
      }
    }
  }
  return placed
}

/** Parts in order of time with an end, neighbours of one team as one. */
function joinAlike(parts: readonly Cause[]) {
  const joined: { from: number; to: number; service: string; team: string | null }[] = []
  for (const { from, to, service, team } of parts) {
    const until = to ?? Number.POSITIVE_INFINITY
    const last = joined.at(-1)
    if (last && last.to === from && last.team === team) last.to = until
    else joined.push({ from, to: until, service, team })
  }
  return joined
}
