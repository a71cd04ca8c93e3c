import { type Client, ORG } from '@/lib/db/database'
import { type Selection, selectionSql } from '@/lib/findings/queries/selection'
import { parameters } from '@/lib/trends/conditions'
import type { Details } from '../types'
import { broughtBy } from './brought-by'

/** Rows of each of the lists. */
const TOP = 3

/**
 * By which rules, in which files, by whom and with whose help came (or went) what a list holds?
 * The list's own rows, then version and commit by primary key.
 */
export async function readDetails(db: Client, selection: Selection): Promise<Details> {
  const { values, add } = parameters()
  const selected = selectionSql(selection, add)
  const brought = broughtBy('s', add(selection.since ?? new Date(0)), add(selection.at))
  const { rows } = await db.query<{ of: string; id: string; name: string; count: number }>(
    `WITH rows AS MATERIALIZED (
      SELECT s.rule_id, coalesce(r.name, r.rule_key) AS rule, v.path, c.author,
        coalesce(c.assistance_grade, 'unknown') AS grade
      FROM (${selected}) s
      JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id
      JOIN rule r ON r.org_id = ${ORG} AND r.id = s.rule_id
      LEFT JOIN commit c ON c.org_id = ${ORG} AND c.repository_id = s.repository_id
        AND c.sha = ${brought})
    SELECT 'rule' AS of, rule_id::text AS id, rule AS name, count(*)::int FROM rows GROUP BY 2, 3
    UNION ALL SELECT 'path', path, path, count(*)::int FROM rows GROUP BY 2
    UNION ALL SELECT 'author', author, author, count(*)::int FROM rows
      WHERE author IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'grade', grade, grade, count(*)::int FROM rows GROUP BY 2
    ORDER BY 1, 4 DESC, 3`,
    values,
  )
  const top = (of: string) => rows.filter((row) => row.of === of)
  return {
    findings: top('grade').reduce((sum, { count }) => sum + count, 0),
    rules: top('rule')
      .slice(0, TOP)
      .map(({ id, name, count }) => ({ id, name, count })),
    paths: top('path')
      .slice(0, TOP)
      .map(({ name, count }) => ({ path: name, count })),
    authors: top('author')
      .slice(0, TOP)
      .map(({ name, count }) => ({ name, count })),
    assistance: top('grade').map(({ name, count }) => ({ grade: name, count })),
  }
}
