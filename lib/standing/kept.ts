import type { Client } from '@/lib/db/database'
import { rebuildGroups, verifyGroups } from './inbox-groups'
import { rebuildSums, verifySums } from './sums'

/** Derives anew everything that is kept over `standing`: sums, and groups of the inbox. */
export async function rebuildKept(client: Client): Promise<void> {
  await rebuildSums(client)
  await rebuildGroups(client)
}

/** How much of it does not hold what `standing` says? */
export async function verifyKept(client: Client): Promise<{ sums: number; groups: number }> {
  return { sums: await verifySums(client), groups: await verifyGroups(client) }
}

export const NOTHING_WRONG = { sums: 0, groups: 0 }
