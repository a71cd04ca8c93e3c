import type pg from 'pg'
import { joinFlows } from '@/lib/retry-paths/join'
import { closeAnswered } from './answered'

/** What follows from scans that were applied: paths joined anew, and questions that are answered. */
export async function followScans(pool: pg.Pool): Promise<void> {
  await joinFlows(pool)
  await closeAnswered(pool)
}
