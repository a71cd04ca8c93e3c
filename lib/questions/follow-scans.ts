import type pg from 'pg'
import { enterWords } from '@/lib/db/words'
import { joinFlows } from '@/lib/retry-paths/join'
import { closeAnswered } from './answered'

/**
 * What follows from scans that were applied: paths joined anew, and questions that are answered.
 * Questions are looked at where scans were applied or paths joined, and not at rest.
 */
export async function followScans(pool: pg.Pool, applied: boolean): Promise<void> {
  const joined = await joinFlows(pool)
  if (applied || joined) await closeAnswered(pool)
  if (joined) await enterWords(pool)
}
