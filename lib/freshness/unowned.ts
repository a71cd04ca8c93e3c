import type { Client } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'

/** How many decisions stand open at an instant? Standing (org, kind, state, from_at). */
export async function readUnowned(db: Client, at: Date): Promise<number> {
  const { values, add } = parameters()
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM standing s
     WHERE ${standingMatches('s', ['unowned-decisions'], {}, add)} AND ${standsAt('s', add(at))}`,
    values,
  )
  return rows[0]?.count ?? 0
}
