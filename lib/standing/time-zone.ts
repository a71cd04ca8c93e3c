import type pg from 'pg'
import { inTransaction, ORG } from '@/lib/db/database'
import { rebuildSums } from './sums'

/**
 * Weeks begin and end in another zone from now on, past ones too; sums by week are derived anew in
 * the same transaction, while scans wait. False where it is the zone already. Closed reviews stay.
 */
export function setTimeZone(pool: pg.Pool, zone: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
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
