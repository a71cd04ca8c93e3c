import type { Client } from '@/lib/db/database'
import { refreshGroups } from './inbox-groups'
import { addToSums, type Counted } from './sums'

/** What a statement changed: rows that are alike, and the groups of the inbox they are of. */
export interface Alike extends Counted {
  groups: string[]
}

/** What is kept over rows follows their change. */
export async function follow(client: Client, changed: readonly Alike[]): Promise<void> {
  await addToSums(client, changed)
  await refreshGroups(client, [...new Set(changed.flatMap(({ groups }) => groups))])
}

const KEYS = `repository_id AS repository, service_id AS service, team_id AS team, rule_id AS rule,
  kind, decision_kind AS "decisionKind", state, from_at AS from, to_at AS to`
export const GROUPS = 'GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11'
/** Rows that are alike, with the columns that may have changed as `began` and `grade`. */
export const alikeSql = (began: string, grade: string) => `SELECT ${KEYS}, ${began} AS began,
  ${grade} AS grade, count(*)::int AS count,
  coalesce(array_agg(DISTINCT alike) FILTER (WHERE to_at IS NULL AND state = 'open'
    AND alike IS NOT NULL), '{}') AS groups`

export const less = <T extends Counted>(row: T): T => ({ ...row, count: -row.count })

/** Names of columns, as SQL. */
export const list = (columns: readonly string[]): string => columns.join(', ')
