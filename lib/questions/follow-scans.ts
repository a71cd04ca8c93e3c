import type pg from 'pg'
import { enterWords } from '@/lib/db/words'
import { joinFlows } from '@/lib/retry-paths/join'
import { describeJoinedRule } from '@/lib/retry-paths/joined-rule'
import { closeAnswered } from './answered'

/**
 * What follows from scans that were applied: paths joined anew, and questions that are answered.
 * Questions, and what our own rule says after an upgrade, are looked at where scans were applied
 * (the worker says so at its start, too) or paths joined, and not at rest.
 */
export async function followScans(pool: pg.Pool, applied: boolean): Promise<void> {
  if (applied) await describeJoinedRule(pool)
  const joined = await joinFlows(pool)
  if (applied || joined) await closeAnswered(pool)
  if (joined) await enterWords(pool)
}
