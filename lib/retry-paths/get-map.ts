import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { serviceId, teamId } from '@/lib/services/store'
import { NO_TEAM } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'
import { JOINED_RULE } from './changes'
import { saidArithmetic } from './fan-outs'
import { recordsIn } from './layers'
import { type MapLink, type MapOut, type MapPart, type MapService, mapOf } from './map'
import { fromStored } from './product'
import { readPaths } from './queries'
import type { MapTie, RetryMap } from './types'

/** Calls that the map goes from what it was asked for. */
export type Hops = 1 | 2

/**
 * Services, the calls between them and how retries multiply on the way, as of an instant. Where it
 * is asked for some of them, also what is as many calls away.
 */
export async function getRetryMap(
  db: Client,
  filter: Filter,
  at: Date,
  hops: Hops = 1,
): Promise<RetryMap> {
  return inSnapshot(db, async (client) => {
    const { parts, services } = await readParts(client, at)
    const links = await readLinks(client, at)
    const outs = await readOuts(client, [...new Set(parts.map(({ out }) => out))])
    const { nodes, edges, misses, quiet } = mapOf(parts, links, services, outs)
    const own = askedNodes(nodes, services, filter)
    const inner = hops === 1 ? own : around(own, edges)
    const inside = around(inner, edges)
    const paths = await readPaths(client, filter, at, 20)
    const worst = paths.rows.find(({ ruleKey }) => ruleKey === JOINED_RULE) ?? paths.rows[0]
    const [first] = paths.rows
    const segments = recordsIn(worst?.data, 'segments')
    return {
      at: at.toISOString(),
      nodes: nodes
        .filter(({ id }) => inside.has(id))
        .map((node) => (own.has(node.id) ? node : { ...node, near: true })),
      edges: edges.filter(({ from, to }) => inner.has(from) || inner.has(to)),
      ...(worst && {
        worstPath: {
          id: worst.id,
          message: worst.message,
          arithmetic: saidArithmetic(worst.data),
          joined: worst.ruleKey === JOINED_RULE,
          ...(first && first.id !== worst.id
            ? { inside: { id: first.id, message: first.message } }
            : {}),
          services:
            segments.length > 0
              ? segments.map((s) => serviceId(String(s.repositoryId), String(s.service)))
              : [worst.serviceId],
        },
      }),
      misses: misses.filter(({ from }) => own.has(from)),
      ties: await readTies(client, at),
      services: [...services.values()]
        .map(({ id, repository, label }) => ({ id, repository, service: label }))
        .sort((a, b) => (a.service < b.service ? -1 : Number(a.service > b.service))),
      teams: [...new Set([...services.values()].flatMap(({ team }) => team ?? []))].sort(),
      quiet,
    }
  })
}

/** Services that the filter asks for; everything where it asks for nothing. */
function askedNodes(
  nodes: RetryMap['nodes'],
  services: ReadonlyMap<string, MapService & { repositoryId: string }>,
  { repository, service, team }: Filter,
): Set<string> {
  const own = nodes.filter(({ id }) => {
    const said = services.get(id)
    return (
      (service === undefined || id === service) &&
      (repository === undefined || said?.repositoryId === repository) &&
      (team === undefined ||
        (team === NO_TEAM ? said && !said.team : said?.team && teamId(said.team) === team))
    )
  })
  return new Set(own.map(({ id }) => id))
}

/** These and what is one call away. */
function around(ids: ReadonlySet<string>, edges: RetryMap['edges']): Set<string> {
  const near = edges.flatMap(({ from, to }) => (ids.has(from) || ids.has(to) ? [from, to] : []))
  return new Set([...ids, ...near])
}

/** Which flow segments are there at an instant? flow_part, as a whole. */
async function readParts(db: Client, at: Date) {
  const { rows } = await db.query<{
    entry: string
    out: string
    repositoryId: string
    repository: string
    service: string
    team: string | null
    layers: number
    gated: number | null
  }>(
    `SELECT q.entry_id AS entry, q.out_id AS out, q.repository_id AS "repositoryId",
       p.name AS repository, q.service, q.team, q.layers, q.gated
     FROM flow_part q JOIN repository p ON p.org_id = q.org_id AND p.id = q.repository_id
     WHERE q.org_id = $1 AND q.from_at <= $2 AND (q.to_at IS NULL OR q.to_at > $2)`,
    [ORG, at],
  )
  const services = new Map<string, MapService & { repositoryId: string }>()
  const parts = rows.map((row): MapPart => {
    const id = serviceId(row.repositoryId, row.service)
    const { repository, repositoryId, team } = row
    services.set(id, { id, label: row.service, repository, repositoryId, team })
    const { entry, out, layers } = row
    return { entry, out, layers, service: id, attempts: fromStored(row.gated) }
  })
  return { parts, services }
}

/** Which calls meet which entry points at an instant? flow_link, as a whole. */
async function readLinks(db: Client, at: Date): Promise<MapLink[]> {
  const { rows } = await db.query<MapLink>(
    `SELECT out_id AS out, entry_id AS entry, rule, confidence, detail FROM flow_link
     WHERE org_id = $1 AND from_at <= $2 AND (to_at IS NULL OR to_at > $2)`,
    [ORG, at],
  )
  return rows
}

/** What are these calls named? Primary key of flow_out. */
async function readOuts(db: Client, ids: readonly string[]): Promise<Map<string, MapOut>> {
  const { rows } = await db.query<MapOut & { id: string }>(
    'SELECT id, label, keys FROM flow_out WHERE org_id = $1 AND id = ANY($2::uuid[])',
    [ORG, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which ties hold at an instant? flow_tie, which is small, as a whole. */
async function readTies(db: Client, at: Date): Promise<MapTie[]> {
  const { rows } = await db.query<
    Omit<MapTie, 'at' | 'reason'> & { at: Date; reason: string | null }
  >(
    `SELECT t.id, t.out_key AS key, t.service, p.name AS repository, t.reason,
       t.actor_name AS by, t.at
     FROM flow_tie t JOIN repository p ON p.org_id = t.org_id AND p.id = t.repository_id
     WHERE t.org_id = $1 AND t.at <= $2 AND (t.undone_at IS NULL OR t.undone_at > $2)
     ORDER BY t.at DESC, t.id`,
    [ORG, at],
  )
  return rows.map(({ reason, at: made, ...row }) => ({
    ...row,
    at: made.toISOString(),
    ...(reason === null ? {} : { reason }),
  }))
}
