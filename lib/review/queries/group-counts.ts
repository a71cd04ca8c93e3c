import type { Client } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { type Filter, MEASURES } from '@/lib/trends/types'

/** Number of a measure in one service under one team. */
export interface GroupCount {
  kind: string
  service: string
  team: string | null
  count: number
}

/**
 * How much of each measure stands at an instant in which service and team?
 * Index: standing (org_id, kind, state, from_at).
 */
export async function readGroupCounts(db: Client, filter: Filter, at: Date): Promise<GroupCount[]> {
  const { values, add } = parameters()
  const where = `${standingMatches('s', MEASURES, filter, add)} AND ${standsAt('s', add(at))}`
  const { rows } = await db.query<GroupCount>(
    `SELECT s.kind, s.service_id AS service, s.team_id AS team, count(*)::int AS count
     FROM standing s WHERE ${where} GROUP BY 1, 2, 3`,
    values,
  )
  return rows
}
