import { type Client, ORG } from '@/lib/db/database'
import { parameters } from '@/lib/trends/conditions'
import type { Position } from '../cursor'
import { COLUMNS, JOINS, type RawFinding } from './rows'
import { type Selection, selectionSql } from './selection'

export interface PageRow extends RawFinding {
  position: Position
}

/**
 * Which findings follow a position, in the order of lists, and how many are there in all?
 * Order: worst-case attempts (where asked for), newest first, path, id. The selection names the
 * index of its rows; presence (org_id, finding_id) tells when each began. Attempts and begin
 * decide first, with all their ties, so that few rows are joined to their path by version's
 * primary key, and the rows of the page alone to everything shown.
 */
export async function readPage(
  db: Client,
  selection: Selection,
  order: 'attempts' | 'newest',
  after: Position | undefined,
  limit: number,
): Promise<{ total: number; rows: PageRow[] }> {
  const { values, add } = parameters()
  const selected = selectionSql(selection, add)
  const [org, most] = [add(ORG), add(limit)]
  const attempts = order === 'attempts' ? '-coalesce(s.attempts, -1)' : '0::float8'
  const coarse = after && `(${add(-after.attempts)}::float8, ${add(-after.since)}::bigint)`
  const fine = after && `(${add(after.path)}::text COLLATE "C", ${add(after.id)}::uuid)`
  const { rows } = await db.query<
    RawFinding & { total: number; attemptsKey: number | null; sinceKey: number }
  >(
    `WITH selected AS MATERIALIZED (${selected}),
    begun AS (
      SELECT p.finding_id, min(p.from_at) AS since FROM presence p
      WHERE p.org_id = ${org} AND p.finding_id IN (SELECT finding_id FROM selected)
      GROUP BY p.finding_id),
    keyed AS (
      SELECT s.*, coalesce(b.since, s.from_at) AS since, ${attempts} AS attempts_key,
        -(extract(epoch FROM coalesce(b.since, s.from_at)) * 1000)::bigint AS since_key
      FROM selected s LEFT JOIN begun b USING (finding_id)),
    following AS (
      (SELECT * FROM keyed ${coarse ? `WHERE (attempts_key, since_key) > ${coarse}` : ''}
        ORDER BY attempts_key, since_key FETCH FIRST ${most} ROWS WITH TIES)
      ${coarse ? `UNION ALL SELECT * FROM keyed WHERE (attempts_key, since_key) = ${coarse}` : ''}),
    page AS (
      SELECT s.*, v.path FROM following s
      JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
      ${coarse ? `WHERE (attempts_key, since_key) > ${coarse} OR (v.path COLLATE "C", finding_id) > ${fine}` : ''}
      ORDER BY attempts_key, since_key, v.path COLLATE "C", finding_id LIMIT ${most})
    SELECT total.count AS total, page.*
    FROM (SELECT count(*) FROM selected) AS total
    LEFT JOIN (SELECT ${COLUMNS}, s.since, s.attempts_key AS "attemptsKey", s.since_key AS "sinceKey"
      FROM page s ${JOINS}) AS page ON true
    ORDER BY "attemptsKey", "sinceKey", path COLLATE "C", id`,
    values,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows
      .filter((row) => row.attemptsKey !== null)
      .map((row) => ({
        ...row,
        position: {
          attempts: -(row.attemptsKey ?? 0) + 0,
          since: -row.sinceKey,
          path: row.path,
          id: row.id,
        },
      })),
  }
}
