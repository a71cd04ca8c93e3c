import type pg from 'pg'
import { ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { parameters } from '@/lib/trends/conditions'
import type { Position } from '../cursor'
import type { Narrowing, Sort } from '../types'
import { narrowedSql } from './narrow'
import { ORDERS } from './order'
import { countingOf, FEW, readPage, readTotal } from './page'
import { COLUMNS, JOINS, type RawFinding } from './rows'
import type { Selection } from './selection'

const BATCH = 1000

/**
 * All findings of a selection in the order of its list, a thousand at a time. No connection is held
 * while the reader takes them, however slowly: each batch is a query of its own. All are as of one
 * instant, which scans that arrive meanwhile do not change unless they are older than it.
 */
export async function* readAll(
  pool: pg.Pool,
  selection: Selection,
  narrowing: Narrowing,
  sort: Sort,
): AsyncGenerator<RawFinding[]> {
  const { total } = await readTotal(pool, selection, narrowing)
  const walks = total > FEW && countingOf(selection, narrowing) !== undefined
  yield* walks
    ? byPages(pool, selection, narrowing, sort, total)
    : byRows(pool, selection, narrowing, sort)
}

async function* byPages(
  pool: pg.Pool,
  selection: Selection,
  narrowing: Narrowing,
  sort: Sort,
  total: number,
): AsyncGenerator<RawFinding[]> {
  let after: Position | undefined
  for (;;) {
    const page = { total, after, limit: BATCH }
    const rows = await inSnapshot(pool, (db) => readPage(db, selection, narrowing, sort, page))
    if (rows.length > 0) yield rows
    after = rows.at(-1)?.position
    if (rows.length < BATCH || !after) return
  }
}

/** What an index cannot be walked for is put into its order once, as keys of its rows. */
async function* byRows(
  pool: pg.Pool,
  selection: Selection,
  narrowing: Narrowing,
  sort: Sort,
): AsyncGenerator<RawFinding[]> {
  const { values, add } = parameters()
  const { text, number, since, joins } = ORDERS[sort]
  const selected = narrowedSql(selection, narrowing, add)
  const { rows } = await pool.query<[string, Date]>({
    rowMode: 'array',
    text: `SELECT s.version_id, s.from_at FROM (${selected}) s ${joins}
      ORDER BY (${text}) COLLATE "C", ${number},
        ${since} * (extract(epoch FROM s.began_at) * 1000)::bigint, s.path COLLATE "C",
        s.finding_id`,
    values,
  })
  for (let start = 0; start < rows.length; start += BATCH) {
    const some = rows.slice(start, start + BATCH)
    const batch = await pool.query<RawFinding>(
      `SELECT ${COLUMNS}, s.began_at AS since
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS o(version, at, place)
       JOIN standing s ON s.org_id = ${ORG} AND s.version_id = o.version AND s.from_at = o.at
       ${JOINS} ORDER BY o.place`,
      [some.map(([version]) => version), some.map(([, from]) => from)],
    )
    yield batch.rows
  }
}
