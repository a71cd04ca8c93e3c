import type { Client } from '@/lib/db/database'
import { beyondSql } from '@/lib/findings/queries/narrow'
import { parameters, standingMatches } from '@/lib/trends/conditions'
import { accumulate } from '@/lib/trends/points'
import type { BudgetRule, BudgetScope } from '../types'

const DAY = 86_400_000

/**
 * How many findings count against a rule at each instant? The same rows as the list behind it; a
 * decision begins to count once it is older than the rule allows. Standing by (org_id, kind, state,
 * from_at), when each began by presence (org_id, finding_id), layers by version's primary key.
 */
export async function readCounted(
  db: Client,
  { by, key }: BudgetScope,
  rule: BudgetRule,
  instants: readonly Date[],
): Promise<number[]> {
  const [first, last] = [instants[0], instants.at(-1)]
  if (!first || !last) return []
  const { values, add } = parameters()
  const matches = standingMatches('s', [rule.measure], { [by]: key }, add)
  const beyond = rule.kind === 'retries' ? `AND ${beyondSql(rule.layers, rule.attempts, add)}` : ''
  const from =
    rule.kind === 'unowned'
      ? `greatest(s.from_at, s.began_at + ${add(rule.days * DAY + 1)} * interval '1 millisecond')`
      : 's.from_at'
  // As in trends: an edge counts from the first instant T ≥ from on.
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const bucket = (column: string) => `width_bucket(${column}, ${thresholds}::timestamptz[])`
  const { rows } = await db.query<{ at: number; change: number }>(
    `WITH counted AS (
      SELECT ${from} AS from_at, s.to_at FROM standing s
      WHERE ${matches} ${beyond}
        AND s.from_at <= ${add(last)} AND (s.to_at IS NULL OR s.to_at > ${add(first)})),
    stretches AS (SELECT * FROM counted WHERE to_at IS NULL OR from_at < to_at)
    SELECT ${bucket('from_at')} AS at, count(*)::int AS change FROM stretches GROUP BY 1
    UNION ALL
    SELECT ${bucket('to_at')}, -count(*)::int FROM stretches WHERE to_at IS NOT NULL GROUP BY 1`,
    values,
  )
  return accumulate(rows, instants.length)
}
