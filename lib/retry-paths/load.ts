import { type Client, ORG } from '@/lib/db/database'
import { entryStep } from './changes'
import type { Cause } from './life'
import type { Confidence, Flows, Link, Node, Tie } from './model'
import { countsOf, type SegmentFacts } from './said-segment'
import { union } from './stretches'

/** A flow segment in one place over one stretch of time: version, ends, layers, from, to. */
export type PackedPart = readonly [string, string, string, number, number, number | null]

/** Every flow segment, its ends and when it is there. */
export async function loadFlows(client: Client): Promise<Flows> {
  const rows = await packed<PackedPart>(
    client,
    partColumns,
    'FROM flow_part WHERE org_id = $1 ORDER BY version_id, from_at',
    [ORG],
  )
  const nodes = nodesOf(rows)
  const ends = await loadEnds(client, {
    entries: [...new Set(nodes.map(({ entry }) => entry))],
    outs: [...new Set(nodes.map(({ out }) => out))],
  })
  return { ...ends, nodes }
}

/** Entry points and outgoing calls with these ids. Primary keys. */
export async function loadEnds(
  client: Client,
  ids: { entries: readonly string[]; outs: readonly string[] },
): Promise<Pick<Flows, 'entries' | 'outs'>> {
  type Packed = [string, string, string, string, string, string[]]
  const columns = 'id, repository_id, service, kind, label, to_json(keys)'
  const of = async <Row>(table: string, columns: string, some: readonly string[]) =>
    some.length === 0
      ? []
      : packed<Row>(client, columns, `FROM ${table} WHERE org_id = $1 AND id = ANY($2::uuid[])`, [
          ...[ORG, some],
        ])
  const entries = await of<Packed>('flow_entry', columns, ids.entries)
  const outs = await of<[...Packed, string | null]>('flow_out', `${columns}, method`, ids.outs)
  const end = ([id, repository, service, kind, label, keys]:
    | Packed
    | [...Packed, string | null]) => ({
    ...{ id, repository, service, kind, label, keys },
  })
  return {
    entries: new Map(entries.map((row) => [row[0], end(row)])),
    outs: new Map(outs.map((row) => [row[0], { ...end(row), method: row[6] }])),
  }
}

/** As a number from the beginning: with `extract`, which is exact, this was a fifth of a row's cost. */
export const ms = (column: string) => `round(date_part('epoch', ${column}) * 1000)`

/** What a segment is packed as. */
export const partColumns = `version_id, entry_id, out_id, layers, ${ms('from_at')}, ${ms('to_at')}`

/**
 * All rows of a query as one JSON text: for tens of thousands of small rows a fraction of what
 * reading them one by one costs.
 */
export async function packed<Row>(
  client: Client,
  columns: string,
  from: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await client.query<{ all: string | null }>(
    `SELECT '[' || string_agg(row::text, ',') || ']' AS all
     FROM (SELECT json_build_array(${columns}) AS row ${from}) AS q`,
    values,
  )
  const text = rows[0]?.all
  return text ? (JSON.parse(text) as Row[]) : []
}

/** Rows of one segment in one place, in order of time, as one node. */
export function nodesOf(rows: readonly PackedPart[]): Node[] {
  const nodes = new Map<string, Node & { there: { from: number; to: number }[] }>()
  for (const [version, entry, out, layers, from, to] of rows) {
    const key = `${version} ${entry}`
    const time = { from, to: to ?? Number.POSITIVE_INFINITY }
    const known = nodes.get(key)
    if (known) known.there = union([...known.there, time])
    else nodes.set(key, { version, entry, out, layers, there: [time] })
  }
  return [...nodes.values()]
}

export type PackedLink = [
  string,
  string | null,
  string,
  Confidence | null,
  string | null,
  number,
  number | null,
]
export const LINK_COLUMNS = `out_id, entry_id, rule, confidence, detail, ${ms('from_at')}, ${ms('to_at')}`

export function linkOf([out, entry, rule, confidence, detail, from, to]: PackedLink): Link {
  return { out, entry, rule, confidence, detail, from, to: to ?? Number.POSITIVE_INFINITY }
}

/** Meetings as they were last resolved. */
export async function loadLinks(client: Client): Promise<Link[]> {
  const rows = await packed<PackedLink>(client, LINK_COLUMNS, 'FROM flow_link WHERE org_id = $1', [
    ORG,
  ])
  return rows.map(linkOf)
}

/** Ties with when they hold, the newest first. */
export async function loadTies(client: Client): Promise<Tie[]> {
  const { rows } = await client.query<Omit<Tie, 'to'> & { to: number | null }>(
    `SELECT out_key AS "outKey", entry_key AS "entryKey", repository_id AS repository, service,
       ${ms('at')} AS from, ${ms('undone_at')} AS to
     FROM flow_tie WHERE org_id = $1 AND (undone_at IS NULL OR undone_at > at)
     ORDER BY at DESC, id`,
    [ORG],
  )
  return rows.map((row) => ({ ...row, to: row.to ?? Number.POSITIVE_INFINITY }))
}

/** What joined paths need of the versions of their segments. Primary key of version. */
export async function loadFacts(
  client: Client,
  versions: readonly string[],
): Promise<Map<string, SegmentFacts>> {
  if (versions.length === 0) return new Map()
  type Row = Pick<SegmentFacts, 'path' | 'line' | 'description'> & {
    id: string
    segment: Record<string, unknown>
  }
  const { rows } = await client.query<Row>(
    `SELECT id, coalesce(${entryStep('path')}, v.path) AS path,
       coalesce(${entryStep('line')}::int, v.start_line) AS line,
       encode(v.description, 'hex') AS description,
       jsonb_build_object('naive', v.data #> '{segment,naive}', 'gated', v.data #> '{segment,gated}',
         'layers', v.data #> '{segment,layers}', 'fanOut', v.data #> '{segment,fanOut}',
         'unboundedBecause', v.data #> '{segment,unboundedBecause}') AS segment
     FROM version v WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, versions],
  )
  const causes = await loadCauses(client, versions)
  return new Map(
    rows.map(({ id, path, line, description, segment }) => [
      id,
      { path, line, description, ...countsOf(segment), causes: causes.get(id) ?? [] },
    ]),
  )
}

/** Names of repositories by id. Whole table; primary key. */
export async function loadRepositoryNames(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM repository WHERE org_id = $1',
    [ORG],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Why the spans of these segments began and ended. Index: flow_part's primary key. */
async function loadCauses(
  client: Client,
  versions: readonly string[],
): Promise<Map<string, Cause[]>> {
  const rows = await packed<PackedCause>(
    client,
    `p.version_id, ${ms('p.from_at')}, ${ms('p.to_at')}, p.start_reason, p.end_reason, p.entry_id,
     p.service, p.team, v.introduced_by, ${ms('v.introduced_at')}`,
    `FROM flow_part p JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     WHERE p.org_id = $1 AND p.version_id = ANY($2::uuid[]) ORDER BY p.version_id, p.from_at`,
    [ORG, versions],
  )
  const causes = new Map<string, Cause[]>()
  for (const [id, from, to, start, end, entry, service, team, introducedBy, introducedAt] of rows) {
    const cause = { from, to, start, end, entry, service, team, introducedBy, introducedAt }
    const known = causes.get(id)
    if (known) known.push(cause)
    else causes.set(id, [cause])
  }
  return causes
}

type PackedCause = [
  ...[id: string, from: number, to: number | null, start: string, end: string | null],
  ...[entry: string, service: string, team: string | null],
  ...[introducedBy: string | null, introducedAt: number | null],
]
