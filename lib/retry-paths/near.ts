import { type Client, ORG } from '@/lib/db/database'
import {
  LINK_COLUMNS,
  linkOf,
  nodesOf,
  type PackedLink,
  type PackedPart,
  packed,
  partColumns,
} from './load'
import type { Link, Node, Place } from './model'

/** Which part of the flow segments is asked for. */
type By = 'version_id' | 'entry_id' | 'out_id' | 'repository_id'

/** Flow segments by one of their ids. Indexes: flow_part's primary key and (org, each of them). */
export async function nodesBy(client: Client, by: By, ids: Iterable<string>): Promise<Node[]> {
  const wanted = [...ids]
  if (wanted.length === 0) return []
  const rows = await packed<PackedPart>(
    client,
    partColumns,
    `FROM flow_part WHERE org_id = $1 AND ${by} = ANY($2::uuid[]) ORDER BY version_id, from_at`,
    [ORG, wanted],
  )
  return nodesOf(rows)
}

/** The same segment in the same place once. */
export function distinct(nodes: readonly Node[]): Node[] {
  return [...new Map(nodes.map((node) => [`${node.version} ${node.entry}`, node])).values()]
}

/** Meetings of these outgoing calls, or with these entry points. Index: (org, out_id | entry_id). */
export async function linksBy(
  client: Client,
  by: 'out_id' | 'entry_id',
  ids: Iterable<string>,
): Promise<Link[]> {
  const wanted = [...ids]
  if (wanted.length === 0) return []
  const rows = await packed<PackedLink>(
    client,
    LINK_COLUMNS,
    `FROM flow_link WHERE org_id = $1 AND ${by} = ANY($2::uuid[])`,
    [ORG, wanted],
  )
  return rows.map(linkOf)
}

/** Outgoing calls or entry points that share a token with these. Index: tokens (GIN). */
export async function endsByTokens(
  client: Client,
  table: 'flow_entry' | 'flow_out',
  tokens: Iterable<string>,
): Promise<(Place & { id: string })[]> {
  const wanted = [...new Set(tokens)]
  if (wanted.length === 0) return []
  const { rows } = await client.query<Place & { id: string }>(
    `SELECT id, repository_id AS repository, service FROM ${table}
     WHERE org_id = $1 AND tokens && $2::text[]`,
    [ORG, wanted],
  )
  return rows
}

/** Every entry point of these services. Index: flow_entry (org, repository, service). */
export async function entriesOf(client: Client, places: readonly Place[]): Promise<string[]> {
  if (places.length === 0) return []
  const { rows } = await client.query<{ id: string }>(
    `SELECT e.id FROM unnest($2::uuid[], $3::text[]) AS p(repository, service)
     JOIN flow_entry e ON e.org_id = $1 AND e.repository_id = p.repository
       AND e.service = p.service`,
    [ORG, places.map((p) => p.repository), places.map((p) => p.service)],
  )
  return [...new Set(rows.map(({ id }) => id))]
}
