import type { Client } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { countingOf } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'
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

/** What do the measures consist of at an instant? Counts from sums, worst cases from retry paths. */
export async function readComposition(db: Client, filter: Filter, at: Date): Promise<Part[]> {
  const keys = ['kind', 'rule_id', 'decision_kind'] as const
  const counts = await countAt(db, { ...countingOf(MEASURES), filter, keys }, at)
  const worst = new Map((await readWorst(db, filter, at)).map((row) => [row.ruleId, row]))
  return counts.map(({ keys: [kind, ruleId, decisionKind], count }) => ({
    kind: kind ?? '',
    ruleId: ruleId ?? '',
    decisionKind: decisionKind ?? null,
    count,
    worst: worst.get(ruleId ?? '')?.worst ?? null,
    unbounded: worst.get(ruleId ?? '')?.unbounded ?? 0,
  }))
}

/** How bad are the retry paths of each rule? Index: standing (org_id, kind, state, from_at). */
async function readWorst(db: Client, filter: Filter, at: Date) {
  const { values, add } = parameters()
  const where = `${standingMatches('s', ['duplicated-retries'], filter, add)}
    AND ${standsAt('s', add(at))}`
  const { rows } = await db.query<{ ruleId: string; worst: number | null; unbounded: number }>(
    `SELECT s.rule_id AS "ruleId", max(s.attempts) FILTER (WHERE s.attempts < 'Infinity') AS worst,
       (count(*) FILTER (WHERE s.attempts = 'Infinity'))::int AS unbounded
     FROM standing s WHERE ${where} GROUP BY 1`,
    values,
  )
  return rows
}
