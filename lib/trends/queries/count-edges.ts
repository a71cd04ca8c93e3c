import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '../conditions'
import { KIND_OF } from '../measures'
import type { Filter, Measure } from '../types'
import { type Edge, edgesFromSums, type KeyColumn, KINDS, STATES } from './sums'

export type { Edge, KeyColumn }

/** What measures count, as kinds and states; no measure: everything. */
export const countingOf = (measures: readonly Measure[]) =>
  measures.length > 0
    ? { kinds: measures.map((measure) => KIND_OF[measure]), states: ['open'] }
    : { kinds: KINDS, states: STATES }

/**
 * How many findings begin and end to count, per key, between one instant and the next? From sums by
 * week where they tell that apart, else from the segments themselves.
 */
export async function countEdges(
  db: Client,
  measures: readonly Measure[],
  filter: Filter,
  keys: readonly KeyColumn[],
  instants: readonly Date[],
): Promise<Edge[]> {
  if (instants.length === 0) return []
  const counting = { ...countingOf(measures), filter, keys }
  return (
    (await edgesFromSums(db, counting, instants)) ??
    (await edgesFromRows(db, measures, filter, keys, instants))
  )
}

/**
 * One pass over the segments that touch [first, last] instead of one per week; adding the changes
 * up gives the number at each instant. By standing (org_id, kind, state, from_at) or
 * (org_id, repository_id, kind).
 */
async function edgesFromRows(
  db: Client,
  measures: readonly Measure[],
  filter: Filter,
  keys: readonly KeyColumn[],
  instants: readonly Date[],
): Promise<Edge[]> {
  const [first, last] = [instants[0], instants.at(-1)]
  if (!first || !last) return []
  const { values, add } = parameters()
  // An edge counts from the first instant T ≥ from_at (or ≥ to_at) on: the number of T < from_at,
  // which is what width_bucket says of the T moved on by the millisecond that times are kept to.
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const bucket = (column: string) => `width_bucket(${column}, ${thresholds}::timestamptz[])`
  const columns = keys.join(', ')
  const where = `${standingMatches('standing', measures, filter, add)}
      AND from_at <= ${add(last)} AND (to_at IS NULL OR to_at > ${add(first)})`
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT ${columns}, ${bucket('from_at')}, count(*)::int
      FROM standing WHERE ${where} GROUP BY ${columns}, ${bucket('from_at')}
    UNION ALL
      SELECT ${columns}, ${bucket('to_at')}, -count(*)::int
      FROM standing WHERE ${where} AND to_at <= ${add(last)}
      GROUP BY ${columns}, ${bucket('to_at')}`,
    values,
  })
  return rows.map((row) => ({
    keys: row.slice(0, keys.length) as (string | null)[],
    at: Number(row[keys.length]),
    change: Number(row[keys.length + 1]),
  }))
}
