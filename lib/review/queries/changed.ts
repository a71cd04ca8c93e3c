import type { Client } from '@/lib/db/database'
import { ORG } from '@/lib/db/database'
import { appearedReason, goneReason, partOf, REASON_OF } from '@/lib/findings/queries/reasons'
import { selectionSql } from '@/lib/findings/queries/selection'
import type { Part } from '@/lib/findings/types'
import { parameters } from '@/lib/trends/conditions'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'

/** One finding that changed and the part it is counted in. */
export interface Changed {
  measure: Measure
  part: Part
  id: string
  rule: string
  /** `path:line` */
  place: string
}

/**
 * Which findings changed, each with its part? The lists behind the numbers of a change: the rows of
 * the two lists, then version and rule by primary key. At most so many in all: the first ones.
 */
export async function readChanged(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
  most = Number.POSITIVE_INFINITY,
): Promise<Changed[]> {
  const changed: Changed[] = []
  for (const measure of MEASURES) {
    for (const change of ['appeared', 'gone'] as const) {
      if (changed.length >= most) return changed
      const { values, add } = parameters()
      const selected = selectionSql({ ...filter, measure, at, since, change }, add)
      const reason =
        change === 'appeared' ? appearedReason('s', add(since), add(at)) : goneReason('s', add(at))
      const { rows } = await db.query<{ id: string; reason: string; rule: string; place: string }>(
        `SELECT s.finding_id AS id, ${reason} AS reason, r.rule_key AS rule,
           v.path || coalesce(':' || v.start_line, '') AS place
         FROM (SELECT * FROM (${selected}) c ORDER BY path COLLATE "C", finding_id
           LIMIT ${add(Number.isFinite(most) ? most - changed.length : null)}) s
         JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id
         JOIN rule r ON r.org_id = ${ORG} AND r.id = s.rule_id
         ORDER BY s.path COLLATE "C", s.finding_id`,
        values,
      )
      for (const { reason: told, ...row } of rows) {
        changed.push({ measure, part: partOf(change, told), ...row })
      }
    }
  }
  return changed
}

/**
 * How many findings of a measure appeared, and how many of them came back? The rows of the list. How
 * many went follows from them and the number before and after.
 */
export async function countChanged(
  db: Client,
  measure: Measure,
  filter: Filter,
  since: Date,
  at: Date,
): Promise<{ appeared: number; returned: number }> {
  const { values, add } = parameters()
  const list = selectionSql({ ...filter, measure, at, since, change: 'appeared' }, add)
  const reason = appearedReason('s', add(since), add(at))
  const { rows } = await db.query<{ all: number; returned: number }>(
    `SELECT count(*)::int AS all, (count(*) FILTER (WHERE ${reason} = '${REASON_OF.returned.reason}'))::int AS returned
     FROM (${list}) s`,
    values,
  )
  const { all = 0, returned = 0 } = rows[0] ?? {}
  return { appeared: all - returned, returned }
}
