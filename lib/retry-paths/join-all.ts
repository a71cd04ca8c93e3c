import type { Client } from '@/lib/db/database'
import { Net } from './chains'
import type { FlowChanges } from './changes'
import { derivePaths } from './derive'
import { loadFlows, loadRepositoryNames, loadTies } from './load'
import { refreshParts } from './parts'
import { resolveLinks } from './resolve'
import { insertJoined, removeAllJoined, saveLinks } from './save'

/** Entry points whose paths are derived and written together: what they say fits into memory. */
const AT_ONCE = 2000

/** Joins everything anew. */
export async function joinAll(client: Client, changes: FlowChanges): Promise<void> {
  const names = await loadRepositoryNames(client)
  await refreshParts(client, changes.repositories, names)
  const flows = await loadFlows(client)
  const links = resolveLinks(flows, await loadTies(client))
  await saveLinks(client, links)
  await removeAllJoined(client)
  const net = new Net(flows.nodes, links)
  const starts = [...new Set(flows.nodes.map(({ entry }) => entry))].sort()
  for (let i = 0; i < starts.length; i += AT_ONCE) {
    const chains = starts.slice(i, i + AT_ONCE).flatMap((start) => net.from(start))
    const { versions, causes } = await derivePaths(client, chains, flows, names)
    await insertJoined(client, versions, flows.entries, causes)
  }
}
