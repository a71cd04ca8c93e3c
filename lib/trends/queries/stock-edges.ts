import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '../conditions'
import type { Filter, Measure } from '../types'
import type { KeyColumn } from './sums'

/** From instant `at` on there are `change` more (or fewer) with these keys. */
export interface StockEdge {
  keys: (string | null)[]
  at: number
  change: number
}

/**
 * How much of what began or ended to count, week by week and per key, is no drift: first looked at,
 * a rule added or removed, or gone from one service or team to another, within the filter or not?
 * Rows say so; indexes standing_still_from and standing_still_to.
 */
export async function readStockEdges(
  db: Client,
  measures: readonly Measure[],
  filter: Filter,
  keys: readonly KeyColumn[],
  instants: readonly Date[],
): Promise<StockEdge[]> {
  const [first, last] = [instants[0], instants.at(-1)]
  if (!first || !last) return []
  const { values, add } = parameters()
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const where = standingMatches('s', measures, filter, add)
  const [$first, $last] = [add(first), add(last)]
  const columns = keys.map((key) => `s.${key}, `).join('')
  const changed = (edge: 'from' | 'to', sign: string) => {
    const at = `width_bucket(s.${edge}_at, ${thresholds}::timestamptz[])`
    return `SELECT ${columns} ${at}, ${sign}count(*)::int
     FROM standing s
     WHERE ${where} AND s.still_${edge} AND s.${edge}_at > ${$first} AND s.${edge}_at <= ${$last}
     GROUP BY ${columns} ${at}`
  }
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `${changed('from', '')} UNION ALL ${changed('to', '-')}`,
    values,
  })
  const { length } = keys
  return rows.map((row) => ({
    keys: row.slice(0, length) as (string | null)[],
    at: Number(row[length]),
    change: Number(row[length + 1]),
  }))
}
