import type pg from 'pg'
import { verifyJoin } from '@/lib/retry-paths/verify'
import { verifyKept } from '@/lib/standing/kept'
import { verifyBeside, verifyStanding } from '@/lib/standing/verify'

/** Derives what numbers are read from again, from the truth alone: a line for each difference. */
export async function differences(pool: pg.Pool): Promise<string[]> {
  const standing = await verifyStanding(pool)
  const joined = await verifyJoin(pool)
  const beside = await verifyBeside(pool)
  const kept = await verifyKept(pool)
  return [
    ...standing.map((s) => `${s.repository}: ${s.missing} segments missing, ${s.surplus} too many`),
    ...joined.map((j) => `joined flows, ${j.what}: ${j.missing} missing, ${j.surplus} too many`),
    ...count(beside, 'what is derived beside segments'),
    ...count(kept.sums, 'sums over what stands'),
    ...count(kept.groups, 'groups of the inbox'),
  ]
}

const count = (wrong: number, what: string): string[] =>
  wrong > 0 ? [`${what}: ${wrong} wrong`] : []
