import { type Client, ORG } from '@/lib/db/database'
import { MOST_SEGMENTS, Net } from './chains'
import { inOrder, type Link, type Node } from './model'
import { linksBy, nodesBy } from './near'

/**
 * These entry points and all from which a chain can come to them, also over calls that are no
 * more. A chain looks one segment further than it goes, so that is how far back a change is felt.
 */
export async function callersOf(
  client: Client,
  entries: readonly string[],
  gone: readonly (readonly [string, string])[],
): Promise<Set<string>> {
  const others = new Map<string, string[]>()
  for (const [from, to] of gone) others.set(to, [...(others.get(to) ?? []), from])
  const found = new Set(entries)
  let edge = [...found]
  for (let hops = 0; hops < MOST_SEGMENTS && edge.length > 0; hops++) {
    const callers = [
      ...(await callingNow(client, edge)),
      ...edge.flatMap((entry) => others.get(entry) ?? []),
    ]
    edge = [...new Set(callers)].filter((caller) => !found.has(caller))
    for (const caller of edge) found.add(caller)
  }
  return found
}

/** Indexes: flow_link (org, entry_id), flow_part (org, out_id). */
async function callingNow(client: Client, entries: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT p.entry_id AS id FROM flow_link l
     JOIN flow_part p ON p.org_id = l.org_id AND p.out_id = l.out_id
     WHERE l.org_id = $1 AND l.entry_id = ANY($2::uuid[])`,
    [ORG, entries],
  )
  return rows.map(({ id }) => id)
}

/** Everything that chains from these entry points can come to, level by level. */
export async function netFrom(client: Client, starts: ReadonlySet<string>): Promise<Net> {
  const [nodes, links]: [Node[], Link[]] = [[], []]
  const first = await nodesBy(client, 'entry_id', starts)
  const layered = new Set(first.flatMap(({ entry, layers }) => (layers > 0 ? entry : [])))
  let level = first.filter(({ entry }) => layered.has(entry))
  const [seen, called] = [new Set(layered), new Set<string>()]
  for (let far = 1; level.length > 0; far++) {
    nodes.push(...level)
    if (far > MOST_SEGMENTS) break
    const outs = [...new Set(level.map(({ out }) => out))].filter((out) => !called.has(out))
    for (const out of outs) called.add(out)
    const met = await linksBy(client, 'out_id', outs)
    links.push(...met)
    const next = new Set(met.flatMap(({ entry }) => (entry && !seen.has(entry) ? entry : [])))
    for (const entry of next) seen.add(entry)
    level = await nodesBy(client, 'entry_id', next)
  }
  return new Net(nodes, links.sort(inOrder))
}
