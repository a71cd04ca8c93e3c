import type { Client } from '@/lib/db/database'
import { wasMoved } from '@/lib/findings/queries/reasons'
import { parameters, standingMatches, standsAt, stoodUntil } from '@/lib/trends/conditions'
import { type Filter, MEASURES } from '@/lib/trends/types'

export interface MovedCount {
  kind: string
  count: number
}

/**
 * How many findings that count at both instants were found again at another place between them?
 * Index: standing (org_id, kind, state, from_at), then by finding.
 */
export async function readMoved(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
): Promise<MovedCount[]> {
  const { values, add } = parameters()
  const [$since, $at] = [add(since), add(at)]
  const counted = (alias: string) => standingMatches(alias, MEASURES, filter, add)
  const { rows } = await db.query<MovedCount>(
    `SELECT s.kind, count(*)::int AS count FROM standing s
     WHERE ${counted('s')} AND ${standsAt('s', $at)} AND s.from_at > ${$since}
       AND ${wasMoved('s', $since, $at)}
       AND EXISTS (SELECT 1 FROM standing o
         WHERE ${counted('o')} AND ${stoodUntil('o', $since, $at)} AND o.finding_id = s.finding_id)
     GROUP BY 1`,
    values,
  )
  return rows
}
