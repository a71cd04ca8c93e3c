import type { Client } from '@/lib/db/database'
import type { Chain } from './chains'
import { type JoinedVersion, joinedVersions } from './joined'
import type { Cause } from './life'
import { loadCauses, loadFacts } from './load'
import type { Flows } from './model'
import { type SegmentFacts, saidSegments } from './said-segment'

/** What the segments of some chains say, and why they began and ended. */
export interface Said {
  facts: Map<string, SegmentFacts>
  causes: Map<string, Cause[]>
}

export async function readSaid(client: Client, chains: readonly Chain[]): Promise<Said> {
  const used = [...new Set(chains.flatMap(({ nodes }) => nodes.map(({ version }) => version)))]
  return { facts: await loadFacts(client, used), causes: await loadCauses(client, used) }
}

/** The joined paths that chains make, with what their segments say. */
export async function derivePaths(
  client: Client,
  chains: readonly Chain[],
  ends: Pick<Flows, 'entries' | 'outs'>,
  names: ReadonlyMap<string, string>,
): Promise<{ versions: JoinedVersion[]; causes: Map<string, Cause[]> }> {
  const { facts, causes } = await readSaid(client, chains)
  return { versions: joinedVersions(chains, saidSegments(ends, facts, names)), causes }
}
