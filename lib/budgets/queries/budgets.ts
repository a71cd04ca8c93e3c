import { type Client, ORG } from '@/lib/db/database'
import { given } from '@/lib/findings/shape'
import type { Measure } from '@/lib/trends/types'
import type { Budget, BudgetRule, BudgetScope, BudgetVersion } from '../types'

interface Row extends BudgetScope {
  id: string
  version: number
  kind: BudgetRule['kind']
  measure: Measure
  layers: number | null
  attempts: number | null
  days: number | null
  most: number | null
  from: Date
  to: Date | null
  reason: string | null
  saidAt: Date
  saidBy: string
}

/** Which budgets were ever set, in the order of their setting? Reads budget, which is small. */
export async function readBudgets(db: Client, id?: string): Promise<Budget[]> {
  const { rows } = await db.query<Row>(
    `SELECT id, version, by, key, kind, measure, layers, attempts, days, most,
       valid_from AS from, valid_to AS to, reason, at AS "saidAt", actor_name AS "saidBy"
     FROM budget WHERE org_id = $1 AND ($2::uuid IS NULL OR id = $2)
     ORDER BY min(at) OVER (PARTITION BY id), id, version`,
    [ORG, id ?? null],
  )
  const budgets = new Map<string, Budget>()
  for (const row of rows) {
    const { by, key } = row
    const budget = budgets.get(row.id) ?? { id: row.id, by, key, versions: [] }
    budget.versions.push(versionOf(row))
    budgets.set(row.id, budget)
  }
  return [...budgets.values()]
}

function versionOf(row: Row): BudgetVersion {
  return {
    version: row.version,
    rule: ruleOf(row),
    from: row.from.toISOString(),
    ...given({ to: row.to?.toISOString(), reason: row.reason }),
    saidAt: row.saidAt.toISOString(),
    saidBy: row.saidBy,
  }
}

function ruleOf({ kind, measure, layers, attempts, days, most }: Row): BudgetRule {
  if (kind === 'retries') {
    return { kind, measure: 'duplicated-retries', layers: layers ?? 0, attempts: attempts ?? 0 }
  }
  if (kind === 'unowned') {
    return { kind, measure: 'unowned-decisions', days: days ?? 0, most: most ?? 0 }
  }
  return kind === 'most' ? { kind, measure, most: most ?? 0 } : { kind, measure }
}
