import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '@/lib/trends/conditions'
import { type Filter, MEASURES } from '@/lib/trends/types'

/** From instant `at` on there are `change` more (or fewer) of kind, service and team. */
export interface StockEdge {
  keys: (string | null)[]
  at: number
  change: number
}

/**
 * How much of what began or ended to count, week by week and per kind, service and team, is no
 * drift: first looked at, a rule added or removed, or gone from one service or team to another,
 * within the filter or not? Rows say so; indexes standing_still_from and standing_still_to.
 */
export async function readStockEdges(
  db: Client,
  filter: Filter,
  instants: readonly Date[],
): Promise<StockEdge[]> {
  const [first, last] = [instants[0], instants.at(-1)]
  if (!first || !last) return []
  const { values, add } = parameters()
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const where = standingMatches('s', MEASURES, filter, add)
  const [$first, $last] = [add(first), add(last)]
  const changed = (edge: 'from' | 'to', sign: string) =>
    `SELECT s.kind, s.service_id, s.team_id,
       width_bucket(s.${edge}_at, ${thresholds}::timestamptz[]) AS at, ${sign}count(*)::int
     FROM standing s
     WHERE ${where} AND s.still_${edge} AND s.${edge}_at > ${$first} AND s.${edge}_at <= ${$last}
     GROUP BY 1, 2, 3, 4`
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `${changed('from', '')} UNION ALL ${changed('to', '-')}`,
    values,
  })
  return rows.map((row) => ({
    keys: row.slice(0, 3) as (string | null)[],
    at: Number(row[3]),
    change: Number(row[4]),
  }))
}
