import type pg from 'pg'
import { replaceStanding, type StandingRow } from '@/lib/standing/write'
import { Net } from './chains'
import type { FlowChanges } from './changes'
import { derivePaths } from './derive'
import { loadFlows, loadRepositoryNames, loadTies } from './load'
import { refreshParts } from './parts'
import { resolveLinks } from './resolve'
import { insertJoined, removeJoined } from './save'
import { saveLinks } from './save-links'

/** Entry points whose paths are derived and written together: what they say fits into memory. */
const AT_ONCE = 2000

/** Joins everything anew. Sums change by what differs, so standing is replaced all at once. */
export async function joinAll(client: pg.PoolClient, changes: FlowChanges): Promise<void> {
  const names = await loadRepositoryNames(client)
  await refreshParts(client, changes.repositories, names)
  const flows = await loadFlows(client)
  const links = resolveLinks(flows, await loadTies(client))
  await saveLinks(client, links)
  const removed = await removeJoined(client, null)
  const net = new Net(flows.nodes, links)
  const starts = [...new Set(flows.nodes.map(({ entry }) => entry))].sort()
  const standing: StandingRow[] = []
  for (let i = 0; i < starts.length; i += AT_ONCE) {
    const chains = starts.slice(i, i + AT_ONCE).flatMap((start) => net.from(start))
    const { versions, causes } = await derivePaths(client, chains, flows, names)
    for (const row of await insertJoined(client, versions, flows.entries, causes)) {
      standing.push(row)
    }
  }
  await replaceStanding(client, { versions: removed }, standing)
}
