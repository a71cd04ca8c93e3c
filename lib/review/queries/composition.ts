import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '@/lib/trends/conditions'
import { countingOf } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'
import { type Filter, MEASURES } from '@/lib/trends/types'

/** Part of a measure at an instant, by rule. */
export interface Part {
  kind: string
  ruleId: string
  decisionKind: string | null
  count: number
}

/** What do the measures consist of at an instant? From sums. */
export async function readComposition(db: Client, filter: Filter, at: Date): Promise<Part[]> {
  const keys = ['kind', 'rule_id', 'decision_kind'] as const
  const counts = await countAt(db, { ...countingOf(MEASURES), filter, keys }, at)
  return counts.map(({ keys: [kind, ruleId, decisionKind], count }) => ({
    kind: kind ?? '',
    ruleId: ruleId ?? '',
    decisionKind: decisionKind ?? null,
    count,
  }))
}

/** How bad retry paths are: the worst case that has a number, and how many have none. */
export interface Worst {
  attempts: number | null
  unbounded: number
}

/**
 * How bad are the retry paths at an instant? Of what lasts by standing_lasts_attempts, of what has
 * ended since by standing (org_id, kind, state, to_at).
 */
export async function readWorst(db: Client, filter: Filter, at: Date): Promise<Worst> {
  const { values, add } = parameters()
  const where = `${standingMatches('s', [], filter, add)} AND s.kind = 'retry-path'
    AND s.state = 'open' AND s.from_at <= ${add(at)}`
  const { rows } = await db.query<Worst>(
    `WITH ended AS (SELECT s.attempts FROM standing s WHERE ${where} AND s.to_at > ${add(at)})
     SELECT greatest(
         (SELECT s.attempts FROM standing s
          WHERE ${where} AND s.to_at IS NULL AND s.attempts < 'Infinity'
          ORDER BY s.attempts DESC NULLS LAST LIMIT 1),
         (SELECT max(attempts) FROM ended WHERE attempts < 'Infinity')) AS attempts,
       ((SELECT count(*) FROM standing s
          WHERE ${where} AND s.to_at IS NULL AND s.attempts = 'Infinity')
        + (SELECT count(*) FROM ended WHERE attempts = 'Infinity'))::int AS unbounded`,
    values,
  )
  return rows[0] ?? { attempts: null, unbounded: 0 }
}
