import type pg from 'pg'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { Net } from './chains'
import { type FlowChanges, forgetFlowChanges, readFlowChanges } from './changes'
import { derivePaths } from './derive'
import { loadFlows, loadLinks, loadRepositoryNames, loadTies } from './load'
import { type Flows, inOrder, type Link, type Node } from './model'
import { refreshParts } from './parts'
import { resolveLinks } from './resolve'
import { insertJoined, removeJoined, saveLinks, saveLinksOf } from './save'

/**
 * Joins flows across repositories, as far as they changed since the last time, in a transaction
 * of its own. One at a time: whoever waits for the lock sees what the one before committed, and
 * what is noted meanwhile stays noted. Returns whether there was anything to do.
 */
export async function joinFlows(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM flow_change WHERE org_id = $1 LIMIT 1', [
    ORG,
  ])
  if (rowCount === 0) return false
  return inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('join flows', $1))", [ORG])
    const changes = await readFlowChanges(client)
    if (changes.upTo.length === 0) return false
    await joinChanges(client, changes)
    await forgetFlowChanges(client, changes.upTo)
    return true
  })
}

async function joinChanges(client: Client, changes: FlowChanges): Promise<void> {
  const names = await loadRepositoryNames(client)
  const before = await loadFlows(client)
  const oldLinks = (await loadLinks(client)).sort(inOrder)
  const changed = new Set<string>()
  for (const version of await refreshParts(client, changes.repositories, names))
    changed.add(version)
  for (const { version, entry } of before.nodes) {
    const home = before.entries.get(entry)?.repository ?? ''
    if (changes.repositories.get(home) === null) changed.add(version)
  }
  const flows = withChanges(before, changed, await loadFlows(client, [...changed]))
  const links = resolveLinks(flows, await loadTies(client))
  const relinked = changedOuts(oldLinks, links)
  if (oldLinks.length === 0) await saveLinks(client, links)
  else if (relinked.size > 0) await saveLinksOf(client, relinked, links)

  const touched = (of: Flows) =>
    of.nodes.filter(({ version, out }) => changed.has(version) || relinked.has(out))
  const [was, is] = [touched(before), touched(flows)]
  const net = new Net(flows, links)
  const starts = net.backwards(
    [...was, ...is].map(({ entry }) => entry),
    oldCalls(was, oldLinks),
  )
  await deriveFrom(client, starts, flows, net, names)
}

/** Entry points whose paths are derived and written together: what they say fits into memory. */
const AT_ONCE = 500

/** Replaces the joined paths that begin at these entry points. Index: flow_path (org, start). */
async function deriveFrom(
  client: Client,
  starts: ReadonlySet<string>,
  flows: Flows,
  net: Net,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT version_id AS id FROM flow_path WHERE org_id = $1 AND start_id = ANY($2::uuid[])',
    [ORG, [...starts]],
  )
  await removeJoined(
    client,
    rows.map(({ id }) => id),
  )
  const all = [...starts]
  for (let i = 0; i < all.length; i += AT_ONCE) {
    const some = all.slice(i, i + AT_ONCE)
    const { versions, causes } = await derivePaths(client, some, flows, net, names)
    await insertJoined(client, versions, flows.entries, causes)
  }
}

function withChanges(before: Flows, changed: ReadonlySet<string>, now: Flows): Flows {
  return {
    entries: new Map([...before.entries, ...now.entries]),
    outs: new Map([...before.outs, ...now.outs]),
    nodes: [...before.nodes.filter(({ version }) => !changed.has(version)), ...now.nodes],
  }
}

/** Calls from entry point to entry point as they were. */
function oldCalls(nodes: readonly Node[], links: readonly Link[]): [string, string][] {
  const callers = new Map<string, string[]>()
  for (const { entry, out } of nodes) callers.set(out, [...(callers.get(out) ?? []), entry])
  return links.flatMap(({ out, entry }) => {
    const from = entry === null ? undefined : callers.get(out)
    return entry === null || from === undefined
      ? []
      : from.map((caller): [string, string] => [caller, entry])
  })
}

/** Outgoing calls that meet others than before, or at other times. Both lists are in one order. */
function changedOuts(before: readonly Link[], now: readonly Link[]): Set<string> {
  const changed = new Set<string>()
  let [i, j] = [0, 0]
  for (;;) {
    const [a, b] = [before[i], now[j]]
    if (!a && !b) return changed
    if (a && b && same(a, b)) {
      i++
      j++
      continue
    }
    const out = !a || (b && b.out < a.out) ? b?.out : a.out
    if (out === undefined) return changed
    changed.add(out)
    while (before[i]?.out === out) i++
    while (now[j]?.out === out) j++
  }
}

function same(a: Link, b: Link): boolean {
  return (
    a.out === b.out &&
    a.entry === b.entry &&
    a.from === b.from &&
    a.to === b.to &&
    a.rule === b.rule &&
    a.confidence === b.confidence &&
    a.detail === b.detail
  )
}
