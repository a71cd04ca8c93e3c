import type { Client } from '@/lib/db/database'
import { countingOf } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'

/** How many decisions stand open at an instant? From sums; few rows of standing. */
export async function readUnowned(db: Client, at: Date): Promise<number> {
  const counting = { ...countingOf(['unowned-decisions']), filter: {}, keys: [] }
  const [all] = await countAt(db, counting, at)
  return all?.count ?? 0
}
