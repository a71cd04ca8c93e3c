import type pg from 'pg'
import { inTransaction, ORG } from '@/lib/db/database'
import { rebuildSums } from './sums'

/** The database has no time zone of this name. */
export class UnknownTimeZone extends Error {}

/**
 * Weeks begin and end in another zone from now on, past ones too; sums by week are derived anew in
 * the same transaction, while scans wait. False where it is the zone already. Closed reviews stay.
 * Throws UnknownTimeZone also for what Postgres would read another way than this runtime: in
 * offsets like `+02:00` its sign is that of POSIX, west of Greenwich.
 */
export function setTimeZone(pool: pg.Pool, zone: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const named = await client.query(
      'SELECT FROM pg_timezone_names WHERE lower(name) = lower($1) LIMIT 1',
      [zone],
    )
    if (named.rowCount === 0) throw new UnknownTimeZone(`no time zone is named “${zone}”`)
    const { rowCount } = await client.query(
      'UPDATE organisation SET time_zone = $2 WHERE id = $1 AND time_zone <> $2',
      [ORG, zone],
    )
    if (rowCount === 0) return false
    await client.query('LOCK TABLE standing IN SHARE MODE')
    await rebuildSums(client)
    return true
  })
}
