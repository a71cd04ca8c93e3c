import type { Client } from '@/lib/db/database'
import type { Net } from './chains'
import { type JoinedVersion, joinedVersions } from './joined'
import type { Cause } from './life'
import { loadCauses, loadFacts } from './load'
import type { Flows } from './model'

/** The joined paths that begin at these entry points, from flows and what their segments say. */
export async function derivePaths(
  client: Client,
  starts: Iterable<string>,
  flows: Flows,
  net: Net,
  names: ReadonlyMap<string, string>,
): Promise<{ versions: JoinedVersion[]; causes: Map<string, Cause[]> }> {
  const chains = [...starts].sort().flatMap((start) => net.from(start))
  const used = [...new Set(chains.flatMap(({ nodes }) => nodes.map(({ version }) => version)))]
  const facts = await loadFacts(client, used)
  const name = (id: string) => names.get(id) ?? id
  const versions = joinedVersions(chains, flows, (version) => facts.get(version), name)
  return { versions, causes: await loadCauses(client, used) }
}
