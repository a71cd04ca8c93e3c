import type { Client } from '@/lib/db/database'
import { beyondSql } from '@/lib/findings/queries/narrow'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { BudgetRule, BudgetScope } from '../types'

/**
 * On how many retry paths does nobody know the attempts, where the layers alone break no limit?
 * Standing (org_id, kind, state, from_at).
 */
export async function readUntold(
  db: Client,
  { by, key }: BudgetScope,
  rule: Extract<BudgetRule, { kind: 'retries' }>,
  at: Date,
): Promise<number> {
  const { values, add } = parameters()
  const matches = standingMatches('s', [rule.measure], { [by]: key }, add)
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM standing s
     WHERE ${matches} AND ${standsAt('s', add(at))} AND s.attempts IS NULL
       AND NOT ${beyondSql(rule.layers, rule.attempts, add)}`,
    values,
  )
  return rows[0]?.count ?? 0
}
