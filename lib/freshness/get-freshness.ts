import type { Client } from '@/lib/db/database'
import { readPending } from '@/lib/review/queries/pending'
import { weekOf } from '@/lib/time/weeks'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { readReach } from '@/lib/trends/queries/streams'
import { readArrived } from './arrived'
import type { Freshness } from './types'
import { readUnowned } from './unowned'

/** The line that every page has: reads the scans of each stream by index and no finding. */
export async function getFreshness(
  db: Client,
  now: Date,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Freshness> {
  const timeZone = await getTimeZone(db)
  const reach = await readReach(db, now)
  const week = weekOf(now, timeZone)
  const known = new Map<string, boolean>()
  for (const { repositoryId, knownUntil } of reach) {
    const spoken = knownUntil !== null && knownUntil >= week.from
    known.set(repositoryId, spoken || known.get(repositoryId) === true)
  }
  const newest = Math.max(...reach.map(({ lastAt }) => +lastAt))
  return {
    empty: reach.length === 0,
    ...(reach.length === 0 ? { first: firstOf(env) } : {}),
    at: now.toISOString(),
    repositories: known.size,
    known: [...known.values()].filter(Boolean).length,
    newestCommit: reach.length === 0 ? null : new Date(newest).toISOString(),
    unowned: await readUnowned(db, now),
    pending: await readPending(db),
    arrived: await readArrived(db),
  }
}

/** As the launcher tells the server that it starts. */
function firstOf({ PLUMBLINE_SCANS: scans, PLUMBLINE_URL: url }: NodeJS.ProcessEnv) {
  return {
    scans: scans?.split('\n').filter(Boolean) ?? [],
    address: url?.trim().replace(/\/$/, '') || 'http://127.0.0.1:3000',
  }
}
