import { type Client, ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import { isRecord, textOf } from '@/lib/findings/shape'
import { loadPlacements } from '@/lib/services/load-placements'
import { Placements } from '@/lib/services/placement'
import { DEFAULT_BRANCH } from '@/lib/standing/load'
import { entryStep } from './changes'
import type { Cause } from './life'
import { ms, packed } from './load'
import type { Node, Out } from './model'
import { stored } from './product'
import { countsOf, type SegmentFacts } from './said-segment'
import { type Stretch, union } from './stretches'

/** A flow segment over one stretch of its presence, ms. */
export interface PartSource {
  repository: string
  version: string
  from: number
  to: number | null
  start: string
  end: string | null
  path: string
  line: number | null
  description: string
  introducedBy: string | null
  introducedAt: number | null
  segment: Record<string, unknown>
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

/** One version as its parts tell it: joined paths need no more of it. */
interface Told {
  facts: SegmentFacts & { causes: Cause[] }
  /** One for each entry point: services may change over time. */
  nodes: (Node & { there: Stretch[] })[]
}

/** The parts that segments of one repository make, and what joined paths need of their versions. */
export function partsOf(
  repositoryId: string,
  rows: readonly PartSource[],
  placements = new Placements('', []),
) {
  const entries = new Map<string, Out>()
  const outs = new Map<string, Out>()
  const told = new Map<string, Told>()
  const parts = rows.flatMap((row) => {
    const { version, segment, introducedBy, introducedAt } = row
    const layers = Array.isArray(segment.layers) ? segment.layers.length : 0
    let own = told.get(version)
    if (!own) {
      const { path, line, description } = row
      const counts = countsOf(segment)
      const facts = { path, line, description, ...counts, causes: [] }
      own = { facts, nodes: [] }
      told.set(version, own)
    }
    const { facts, nodes } = own
    return placements.of(row.path, row.from, row.to).map(({ from, to, service, team }) => {
      const entry = endOf(repositoryId, service, segment.entry)
      const out = endOf(repositoryId, service, segment.outgoing)
      entries.set(entry.id, entry)
      outs.set(out.id, out)
      const start = from === row.from ? row.start : 'moved'
      const end = to === row.to ? row.end : 'moved'
      facts.causes.push({
        from,
        to,
        start,
        end,
        entry: entry.id,
        service,
        team,
        introducedBy,
        introducedAt,
      })
      const time = { from, to: to ?? Number.POSITIVE_INFINITY }
      const node = nodes.find((one) => one.entry === entry.id)
      if (node) node.there = union([...node.there, time])
      else nodes.push({ version, entry: entry.id, out: out.id, layers, there: [time] })
      return {
        org_id: ORG,
        version_id: version,
        from_at: new Date(from),
        to_at: to === null ? null : new Date(to),
        repository_id: repositoryId,
        service,
        team,
        entry_id: entry.id,
        out_id: out.id,
        layers,
        naive: stored(facts.naive),
        gated: stored(facts.gated),
        start_reason: start,
        end_reason: end,
      }
    })
  })
  for (const { facts } of told.values()) {
    if (facts.causes.length > 1) facts.causes.sort((a, b) => a.from - b.from)
  }
  return { parts, told, entries, outs }
}

/** What one repository's segments make. */
export type Parts = ReturnType<typeof partsOf>

export type PartRow = Parts['parts'][number]

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

type PackedSource = [
  ...[repository: string, version: string, from: number, to: number | null],
  ...[start: string, end: string | null, path: string, line: number | null, description: string],
  ...[introducedBy: string | null, introducedAt: number | null],
  ...[entry: unknown, outgoing: unknown, naive: unknown, gated: unknown],
  ...[layers: unknown, fanOut: unknown, unboundedBecause: unknown],
]

const said = (what: string) => `v.data #> '{segment,${what}}'`

/** Segments and when they are there. Index: presence (org, version), version's primary key. */
export async function readSegments(
  client: Client,
  repositories: readonly string[],
  versions: readonly string[] | null,
): Promise<PartSource[]> {
  const rows = await packed<PackedSource>(
    client,
    `s.repository_id, p.version_id, ${ms('p.from_at')}, ${ms('p.to_at')},
     p.start_reason, p.end_reason, coalesce(${entryStep('path')}, v.path),
     coalesce(${entryStep('line')}::int, v.start_line), encode(v.description, 'hex'),
     v.introduced_by, ${ms('v.introduced_at')}, ${said('entry')}, ${said('outgoing')},
     ${said('naive')}, ${said('gated')}, ${said('layers')}, ${said('fanOut')},
     ${said('unboundedBecause')}`,
    `FROM presence p
     JOIN stream s ON s.org_id = p.org_id AND s.id = p.stream_id
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
     WHERE p.org_id = $1 AND s.repository_id = ANY($2::uuid[]) AND r.kind = 'flow'
       AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH('s.repository_id')})
       AND jsonb_typeof(v.data -> 'segment') = 'object'
       AND ($3::uuid[] IS NULL OR p.version_id = ANY($3::uuid[]))`,
    [ORG, repositories, versions],
  )
  return rows.map((row) => ({
    repository: row[0],
    version: row[1],
    from: row[2],
    to: row[3],
    start: row[4],
    end: row[5],
    path: row[6],
    line: row[7],
    description: row[8],
    introducedBy: row[9],
    introducedAt: row[10],
    segment: {
      entry: row[11],
      outgoing: row[12],
      naive: row[13],
      gated: row[14],
      layers: row[15],
      fanOut: row[16],
      unboundedBecause: row[17],
    },
  }))
}
