import type { Client } from '@/lib/db/database'
import type { Chain } from './chains'
import { type JoinedVersion, joinedVersions } from './joined'
import type { Cause } from './life'
import { loadCauses, loadFacts } from './load'
import type { Flows } from './model'

/** The joined paths that chains make, with what their segments say. */
export async function derivePaths(
  client: Client,
  chains: readonly Chain[],
  ends: Pick<Flows, 'entries' | 'outs'>,
  names: ReadonlyMap<string, string>,
): Promise<{ versions: JoinedVersion[]; causes: Map<string, Cause[]> }> {
  const used = [...new Set(chains.flatMap(({ nodes }) => nodes.map(({ version }) => version)))]
  const facts = await loadFacts(client, used)
  const name = (id: string) => names.get(id) ?? id
  const versions = joinedVersions(chains, ends, (version) => facts.get(version), name)
  return { versions, causes: await loadCauses(client, used) }
}
