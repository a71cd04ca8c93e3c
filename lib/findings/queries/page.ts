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
 * index of the rows; presence (org_id, finding_id) gives when each finding began, the primary
 * keys everything shown. The rows of the page alone are joined to their texts.
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
  const org = add(ORG)
  const attempts = order === 'attempts' ? 'coalesce(s.attempts, -1)' : '0::float8'
  const follows = after
    ? `WHERE (-attempts_key, -since_key, path COLLATE "C", finding_id) > (${add(-after.attempts)}::float8,
        ${add(-after.since)}::bigint, ${add(after.path)}::text COLLATE "C", ${add(after.id)}::uuid)`
    : ''
  const { rows } = await db.query<
    RawFinding & { total: number; attemptsKey: number | null; sinceKey: number }
  >(
    `WITH selected AS MATERIALIZED (${selected}),
    begun AS (
      SELECT p.finding_id, min(p.from_at) AS since FROM presence p
      WHERE p.org_id = ${org} AND p.finding_id IN (SELECT finding_id FROM selected)
      GROUP BY p.finding_id),
    keyed AS (
      SELECT s.*, v.path, coalesce(b.since, s.from_at) AS since, ${attempts} AS attempts_key,
        (extract(epoch FROM coalesce(b.since, s.from_at)) * 1000)::bigint AS since_key
      FROM selected s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
      LEFT JOIN begun b USING (finding_id)),
    page AS (
      SELECT * FROM keyed ${follows}
      ORDER BY -attempts_key, -since_key, path COLLATE "C", finding_id LIMIT ${add(limit)})
    SELECT total.count AS total, page.*
    FROM (SELECT count(*) FROM selected) AS total
    LEFT JOIN (SELECT ${COLUMNS}, s.since, s.attempts_key AS "attemptsKey", s.since_key AS "sinceKey"
      FROM page s ${JOINS}) AS page ON true
    ORDER BY -"attemptsKey", -"sinceKey", path COLLATE "C", id`,
    values,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows
      .filter((row) => row.attemptsKey !== null)
      .map((row) => ({
        ...row,
        position: {
          attempts: row.attemptsKey ?? 0,
          since: row.sinceKey,
          path: row.path,
          id: row.id,
        },
      })),
  }
}
