import type { Client } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { type Filter, MEASURES } from '@/lib/trends/types'

/** Part of a measure at an instant, by rule. */
export interface Part {
  kind: string
  ruleId: string
  decisionKind: string | null
  count: number
  /** Retry paths: the worst case that has a number, and how many have none. */
  worst: number | null
  unbounded: number
}

/** What do the measures consist of at an instant? Index: standing (org_id, kind, state, from_at). */
export async function readComposition(db: Client, filter: Filter, at: Date): Promise<Part[]> {
  const { values, add } = parameters()
  const where = `${standingMatches('s', MEASURES, filter, add)} AND ${standsAt('s', add(at))}`
  const { rows } = await db.query<Part>(
    `SELECT s.kind, s.rule_id AS "ruleId", s.decision_kind AS "decisionKind", count(*)::int AS count,
       max(s.attempts) FILTER (WHERE s.attempts < 'Infinity') AS worst,
       (count(*) FILTER (WHERE s.attempts = 'Infinity'))::int AS unbounded
     FROM standing s WHERE ${where} GROUP BY 1, 2, 3`,
    values,
  )
  return rows
}
