import type pg from 'pg'
import { parameters } from '@/lib/trends/conditions'
import type { Narrowing, Sort } from '../types'
import { BEGAN, narrowedSql } from './narrow'
import { ORDERS } from './order'
import { COLUMNS, JOINS, type RawFinding } from './rows'
import type { Selection } from './selection'

const BATCH = 1000

/**
 * All findings of a selection in the order of its list, by a cursor of the database: however many
 * there are, few are held at a time. Indexes as for the list.
 */
export async function* readAll(
  client: pg.PoolClient,
  selection: Selection,
  narrowing: Narrowing,
  sort: Sort,
): AsyncGenerator<RawFinding[]> {
  const { values, add } = parameters()
  const { text, number, since, joins } = ORDERS[sort]
  const selected = narrowedSql(selection, narrowing, add)
  await client.query(
    `DECLARE listed NO SCROLL CURSOR FOR
     WITH keyed AS (
       SELECT s.*, coalesce(${BEGAN}, s.from_at) AS since, (${text}) COLLATE "C" AS text_key,
         ${number} AS number_key
       FROM (${selected}) s ${joins})
     SELECT ${COLUMNS}, s.since FROM keyed s ${JOINS}
     ORDER BY s.text_key, s.number_key,
       ${since} * (extract(epoch FROM s.since) * 1000)::bigint, v.path COLLATE "C", s.finding_id`,
    values,
  )
  for (;;) {
    const { rows } = await client.query<RawFinding>(`FETCH FORWARD ${BATCH} FROM listed`)
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
  }
}
