import { type Client, ORG } from '@/lib/db/database'
import { parameters } from '@/lib/trends/conditions'
import type { Position } from '../cursor'
import type { Narrowing, Sort } from '../types'
import { narrowedSql } from './narrow'
import { ORDERS } from './order'
import { COLUMNS, JOINS, type RawFinding } from './rows'
import type { Selection } from './selection'

export interface PageRow extends RawFinding {
  position: Position
}

interface Keyed extends RawFinding {
  textKey: string
  numberKey: number | null
  sinceKey: number
}

/**
 * Which findings follow a position, in an order, and how many are there in all?
 * The selection names the index of its rows; presence (org_id, finding_id) tells when each began.
 * The keys of the order decide first, with all their ties, so that few rows are joined to their
 * path by version's primary key, and the rows of the page alone to everything shown.
 */
export async function readPage(
  db: Client,
  selection: Selection,
  narrowing: Narrowing,
  sort: Sort,
  after: Position | undefined,
  limit: number,
): Promise<{ total: number; rows: PageRow[] }> {
  const { values, add } = parameters()
  const selected = narrowedSql(selection, narrowing, add)
  const most = add(limit)
  const { text, number, since, joins } = ORDERS[sort]
  const keys = '(text_key, number_key, since_key)'
  const coarse =
    after &&
    `(${add(after.text)}::text COLLATE "C", ${add(-after.attempts)}::float8, ${add(-after.since)}::bigint)`
  const fine = after && `(${add(after.path)}::text COLLATE "C", ${add(after.id)}::uuid)`
  const { rows } = await db.query<Keyed & { total: number }>(
    `WITH selected AS MATERIALIZED (${selected}),
    begun AS (
      SELECT p.finding_id, min(p.from_at) AS since FROM presence p
      WHERE p.org_id = ${ORG} AND p.finding_id IN (SELECT finding_id FROM selected)
      GROUP BY p.finding_id),
    keyed AS (
      SELECT s.*, coalesce(b.since, s.from_at) AS since, (${text}) COLLATE "C" AS text_key,
        ${number} AS number_key,
        ${since} * (extract(epoch FROM coalesce(b.since, s.from_at)) * 1000)::bigint AS since_key
      FROM selected s LEFT JOIN begun b USING (finding_id) ${joins}),
    following AS (
      (SELECT * FROM keyed ${coarse ? `WHERE ${keys} > ${coarse}` : ''}
        ORDER BY text_key, number_key, since_key FETCH FIRST ${most} ROWS WITH TIES)
      ${coarse ? `UNION ALL SELECT * FROM keyed WHERE ${keys} = ${coarse}` : ''}),
    page AS (
      SELECT s.*, v.path FROM following s
      JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
      ${coarse ? `WHERE ${keys} > ${coarse} OR (v.path COLLATE "C", finding_id) > ${fine}` : ''}
      ORDER BY text_key, number_key, since_key, v.path COLLATE "C", finding_id LIMIT ${most})
    SELECT total.count AS total, page.*
    FROM (SELECT count(*) FROM selected) AS total
    LEFT JOIN (SELECT ${COLUMNS}, s.since, s.text_key AS "textKey", s.number_key AS "numberKey",
        s.since_key AS "sinceKey"
      FROM page s ${JOINS}) AS page ON true
    ORDER BY "textKey" COLLATE "C", "numberKey", "sinceKey", path COLLATE "C", id`,
    values,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows
      .filter((row) => row.numberKey !== null)
      .map((row) => ({ ...row, position: positionOf(row) })),
  }
}

function positionOf({ textKey, numberKey, sinceKey, path, id }: Keyed): Position {
  return { text: textKey, attempts: -(numberKey ?? 0) + 0, since: -sinceKey + 0, path, id }
}
