import { ORG } from '@/lib/db/database'
import { alikeSql, GROUPS, list } from './alike'

/**
 * Rows `s` of standing take over what is newly known of these columns, each given as SQL. Returns
 * those that changed, as they were, with `now`: the column that lists are counted by.
 */
export function takeOverSql(
  columns: Readonly<Record<string, string>>,
  rows: string,
  now: string,
  more = '',
): string {
  const names = Object.keys(columns)
  return `WITH said AS MATERIALIZED (
      SELECT s.*, ${list(Object.entries(columns).map(([name, sql]) => `${sql} AS new_${name}`))}
      FROM ${rows}),
    old AS MATERIALIZED (SELECT * FROM said WHERE
      (${list(names)}) IS DISTINCT FROM (${list(names.map((name) => `new_${name}`))})),
    changed AS (
      UPDATE standing s SET ${list(names.map((name) => `${name} = o.new_${name}`))} FROM old o
      WHERE s.org_id = ${ORG} AND s.version_id = o.version_id AND s.from_at = o.from_at)
    ${alikeSql('began_at', 'grade')}, new_${now} AS now${more} FROM old ${GROUPS}, new_${now}`
}
