import type pg from 'pg'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { Net } from './chains'
import { type FlowChanges, forgetFlowChanges, readFlowChanges } from './changes'
import { derivePaths } from './derive'
import { loadFlows, loadLinks, loadRepositoryNames, loadTies } from './load'
import type { Flows, Link } from './model'
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
  const oldLinks = await loadLinks(client)
  const changed = new Set<string>()
  for (const [id, versions] of changes.repositories) {
    const repository = { id, name: names.get(id) ?? '' }
    const old =
      versions ?? new Set(before.nodes.flatMap((n) => ofRepository(before, n.entry, id, n.version)))
    await refreshParts(client, repository, versions && [...versions])
    for (const version of old) changed.add(version)
    if (versions === null) {
      const { rows } = await client.query<{ version: string }>(
        'SELECT DISTINCT version_id AS version FROM flow_part WHERE org_id = $1 AND repository_id = $2',
        [ORG, id],
      )
      for (const { version } of rows) changed.add(version)
    }
  }
  const flows = withChanges(before, changed, await loadFlows(client, [...changed]))
  const links = resolveLinks(flows, await loadTies(client))
  const relinked = changedOuts(oldLinks, links)
  if (oldLinks.length === 0) await saveLinks(client, links)
  else if (relinked.size > 0) await saveLinksOf(client, relinked, links)

  const touched = (of: Flows) =>
    of.nodes
      .filter(({ version, out }) => changed.has(version) || relinked.has(out))
      .map(({ entry }) => entry)
  const net = new Net(flows, links)
  const starts = new Set([
    ...new Net(before, oldLinks).backwards(touched(before)),
    ...net.backwards(touched(flows)),
  ])
  await deriveFrom(client, starts, flows, net, names)
}

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
  const { versions, causes } = await derivePaths(client, starts, flows, net, names)
  await insertJoined(client, versions, flows.entries, causes, names)
}

function ofRepository(flows: Flows, entry: string, repository: string, version: string): string[] {
  return flows.entries.get(entry)?.repository === repository ? [version] : []
}

function withChanges(before: Flows, changed: ReadonlySet<string>, now: Flows): Flows {
  return {
    entries: new Map([...before.entries, ...now.entries]),
    outs: new Map([...before.outs, ...now.outs]),
    nodes: [...before.nodes.filter(({ version }) => !changed.has(version)), ...now.nodes],
  }
}

/** Outgoing calls that meet others than before, or at other times. */
function changedOuts(before: readonly Link[], now: readonly Link[]): Set<string> {
  const key = (link: Link) => Object.values({ ...link }).join(' ')
  const keyed = (links: readonly Link[]) =>
    new Map(
      links.map(({ out, entry, from, to, rule, confidence, detail }) => {
        const link = { out, entry, from, to, rule, confidence, detail }
        return [key(link), out]
      }),
    )
  const [a, b] = [keyed(before), keyed(now)]
  return new Set([
    ...[...a].flatMap(([text, out]) => (b.has(text) ? [] : out)),
    ...[...b].flatMap(([text, out]) => (a.has(text) ? [] : out)),
  ])
}
