import { type Client, ORG } from '@/lib/db/database'
import type { SegmentFacts } from './joined'
import type { Cause } from './life'
import type { Entry, Flows, Link, Node, Out, Tie } from './model'
import { union } from './stretches'

interface PartRow {
  version: string
  entry: string
  out: string
  layers: number
  from: number
  to: number | null
}

/** Every flow segment, its ends and when it is there, or those of the given versions. */
export async function loadFlows(client: Client, versions?: readonly string[]): Promise<Flows> {
  const only = versions ? 'AND version_id = ANY($2::uuid[])' : ''
  const values = versions ? [ORG, versions] : [ORG]
  // Whole tables, or by their primary keys. Times as numbers: dates cost more than all the rest.
  const { rows } = await client.query<PartRow>(
    `SELECT version_id AS version, entry_id AS entry, out_id AS out, layers,
       (extract(epoch FROM from_at) * 1000)::float8 AS from,
       (extract(epoch FROM to_at) * 1000)::float8 AS to
     FROM flow_part WHERE org_id = $1 ${only} ORDER BY version_id, from_at`,
    values,
  )
  const named = (end: string) =>
    versions ? `AND id IN (SELECT ${end}_id FROM flow_part WHERE org_id = $1 ${only})` : ''
  const columns = 'id, repository_id AS repository, service, kind, label, keys'
  const entries = await client.query<Entry>(
    `SELECT ${columns} FROM flow_entry WHERE org_id = $1 ${named('entry')}`,
    values,
  )
  const outs = await client.query<Out>(
    `SELECT ${columns}, method FROM flow_out WHERE org_id = $1 ${named('out')}`,
    values,
  )
  return {
    entries: new Map(entries.rows.map((entry) => [entry.id, entry])),
    outs: new Map(outs.rows.map((out) => [out.id, out])),
    nodes: nodesOf(rows),
  }
}

/** Rows of one segment in one place, in order of time, as one node. */
function nodesOf(rows: readonly PartRow[]): Node[] {
  const nodes = new Map<string, Node & { there: { from: number; to: number }[] }>()
  for (const { version, entry, out, layers, from, to } of rows) {
    const key = `${version} ${entry}`
    const time = { from, to: to ?? Number.POSITIVE_INFINITY }
    const known = nodes.get(key)
    if (known) known.there = union([...known.there, time])
    else nodes.set(key, { version, entry, out, layers, there: [time] })
  }
  return [...nodes.values()]
}

/** Meetings as they were last resolved. */
export async function loadLinks(client: Client): Promise<Link[]> {
  const { rows } = await client.query<Omit<Link, 'to'> & { to: number | null }>(
    `SELECT out_id AS out, entry_id AS entry, rule, confidence, detail,
       (extract(epoch FROM from_at) * 1000)::float8 AS from,
       (extract(epoch FROM to_at) * 1000)::float8 AS to
     FROM flow_link WHERE org_id = $1`,
    [ORG],
  )
  return rows.map((row) => ({ ...row, to: row.to ?? Number.POSITIVE_INFINITY }))
}

/** Ties that hold, in the order they were made. */
export async function loadTies(client: Client): Promise<Tie[]> {
  const { rows } = await client.query<Tie>(
    `SELECT out_key AS "outKey", entry_key AS "entryKey", repository_id AS repository, service
     FROM flow_tie WHERE org_id = $1 AND undone_at IS NULL ORDER BY at DESC, id`,
    [ORG],
  )
  return rows
}

/** What joined paths say of their segments. Primary key of version. */
export async function loadFacts(
  client: Client,
  versions: readonly string[],
): Promise<Map<string, SegmentFacts>> {
  const { rows } = await client.query<SegmentFacts & { id: string }>(
    `SELECT id, coalesce(data #>> '{flow,0,path}', path) AS path,
       coalesce((data #>> '{flow,0,line}')::int, start_line) AS line, data -> 'segment' AS segment
     FROM version WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, versions],
  )
  return new Map(rows.map((row) => [row.id, row]))
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
export async function loadCauses(
  client: Client,
  versions: readonly string[],
): Promise<Map<string, Cause[]>> {
  const { rows } = await client.query<Cause & { id: string }>(
    `SELECT p.version_id AS id, (extract(epoch FROM p.from_at) * 1000)::float8 AS from,
       (extract(epoch FROM p.to_at) * 1000)::float8 AS to, p.start_reason AS start,
       p.end_reason AS "end", v.introduced_by AS "introducedBy", v.introduced_at AS "introducedAt"
     FROM flow_part p JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     WHERE p.org_id = $1 AND p.version_id = ANY($2::uuid[]) ORDER BY p.version_id, p.from_at`,
    [ORG, versions],
  )
  const causes = new Map<string, Cause[]>()
  for (const { id, ...cause } of rows) causes.set(id, [...(causes.get(id) ?? []), cause])
  return causes
}
