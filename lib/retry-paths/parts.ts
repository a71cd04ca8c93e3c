import { type Client, ORG } from '@/lib/db/database'
import { hashOf, uuidOf } from '@/lib/db/ids'
import { isRecord, textOf } from '@/lib/findings/shape'
import { loadPlacements } from '@/lib/services/load-placements'
import { Placements } from '@/lib/services/placement'
import { DEFAULT_BRANCH } from '@/lib/standing/load'
import { entryStep } from './changes'
import type { Out } from './model'
import { attemptsIn, stored } from './product'

/** A flow segment over one stretch of its presence. */
export interface PartSource {
  repository: string
  version: string
  from: Date
  to: Date | null
  start: string
  end: string | null
  path: string
  segment: Record<string, unknown>
  layers: number
}

/**
 * What `flow_part` should hold of a repository (or of these versions of it): presence of flow
 * segments on the default branch, cut where their service or team changes; with the entry points
 * and outgoing calls they name. A segment belongs to the service of its entry point.
 */
export async function deriveParts(
  client: Client,
  repository: { id: string; name: string },
  versions: readonly string[] | null,
) {
  const rows = await readSegments(client, [repository.id], versions)
  const placements = await loadPlacements(client, new Map([[repository.id, repository.name]]))
  return partsOf(repository.id, rows, placements.get(repository.id))
}

/** The parts that segments of one repository make. */
export function partsOf(
  repositoryId: string,
  rows: readonly PartSource[],
  placements = new Placements('', []),
) {
  const ends = { entries: new Map<string, Out>(), outs: new Map<string, Out>() }
  const parts = rows.flatMap((row) => {
    const { segment } = row
    const [from, to] = [row.from.getTime(), row.to?.getTime() ?? null]
    return placements.of(row.path, from, to).map((place) => {
      const entry = endOf(repositoryId, place.service, segment.entry)
      const out = endOf(repositoryId, place.service, segment.outgoing)
      ends.entries.set(entry.id, entry)
      ends.outs.set(out.id, out)
      return {
        org_id: ORG,
        version_id: row.version,
        from_at: new Date(place.from),
        to_at: place.to === null ? null : new Date(place.to),
        repository_id: repositoryId,
        service: place.service,
        team: place.team,
        entry_id: entry.id,
        out_id: out.id,
        layers: row.layers,
        naive: stored(attemptsIn(segment.naive)),
        gated: stored(attemptsIn(segment.gated)),
        start_reason: place.from === from ? row.start : 'moved',
        end_reason: place.to === to ? row.end : 'moved',
      }
    })
  })
  return { parts, ...ends }
}

export type PartRow = ReturnType<typeof partsOf>['parts'][number]

/** An entry point or outgoing call, known by what it says of itself. */
function endOf(repository: string, service: string, said: unknown): Out {
  const end = isRecord(said) ? said : {}
  const keys = (Array.isArray(end.keys) ? end.keys : []).filter((key) => typeof key === 'string')
  const kind = textOf(end, 'kind') ?? 'unknown'
  const label = textOf(end, 'label') ?? keys[0] ?? 'unknown'
  const method = textOf(end, 'method')
  const id = uuidOf('flow end', ORG, repository, service, kind, label, method, ...keys)
  return { id, repository, service, kind, label, method, keys }
}

/** Segments and when they are there. Index: presence (org, version), version's primary key. */
export async function readSegments(
  client: Client,
  repositories: readonly string[],
  versions: readonly string[] | null,
): Promise<PartSource[]> {
  const { rows } = await client.query<PartSource>(
    `SELECT s.repository_id AS repository, p.version_id AS version, p.from_at AS from, p.to_at AS to, p.start_reason AS start,
       p.end_reason AS "end", coalesce(${entryStep('path')}, v.path) AS path,
       jsonb_build_object('entry', v.data #> '{segment,entry}',
         'outgoing', v.data #> '{segment,outgoing}', 'naive', v.data #> '{segment,naive}',
         'gated', v.data #> '{segment,gated}') AS segment,
       CASE jsonb_typeof(v.data #> '{segment,layers}') WHEN 'array'
         THEN jsonb_array_length(v.data #> '{segment,layers}') ELSE 0 END AS layers
     FROM presence p
     JOIN stream s ON s.org_id = p.org_id AND s.id = p.stream_id
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
     WHERE p.org_id = $1 AND s.repository_id = ANY($2::uuid[]) AND r.kind = 'flow'
       AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH('s.repository_id')})
       AND jsonb_typeof(v.data -> 'segment') = 'object'
       AND ($3::uuid[] IS NULL OR p.version_id = ANY($3::uuid[]))`,
    [ORG, repositories, versions],
  )
  return rows
}

export const PART_COLUMNS = [
  ...['org_id', 'version_id', 'from_at', 'to_at', 'repository_id', 'service', 'team'],
  ...['entry_id', 'out_id', 'layers', 'naive', 'gated', 'start_reason', 'end_reason'],
] as const

/** Hash of a set of parts, for comparing the cache with the truth. */
export function partKey(part: Record<(typeof PART_COLUMNS)[number], unknown>): string {
  const values = PART_COLUMNS.map((name) => {
    const value = part[name]
    return value instanceof Date ? value.getTime() : (value as string | number | null)
  })
  return hashOf(...values).toString('base64')
}
