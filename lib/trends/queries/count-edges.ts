import type { Client } from '@/lib/db/database'
import { parameters } from '../conditions'
import { KIND_OF } from '../measures'
import type { Filter, Measure } from '../types'
import {
  type Counting,
  type Edges,
  edgesFromSums,
  type KeyColumn,
  KINDS,
  ofRows,
  STATES,
} from './sums'

export type { Edges, KeyColumn }

/** What measures count, as kinds and states; no measure: everything. */
export const countingOf = (measures: readonly Measure[]) =>
  measures.length > 0
    ? { kinds: measures.map((measure) => KIND_OF[measure]), states: ['open'] }
    : { kinds: KINDS, states: STATES }

/** Changes of what measures count; see `countEdgesOf`. */
export function countEdges(
  db: Client,
  measures: readonly Measure[],
  filter: Filter,
  keys: readonly KeyColumn[],
  instants: readonly Date[],
): Promise<Edges[]> {
  return countEdgesOf(db, { ...countingOf(measures), filter, keys }, instants)
}

/**
 * How many findings begin and end to count, per key, between one instant and the next? From sums by
 * week where they tell that apart, else from the segments themselves.
 */
export async function countEdgesOf(
  db: Client,
  counting: Counting,
  instants: readonly Date[],
): Promise<Edges[]> {
  if (instants.length === 0) return []
  return (
    (await edgesFromSums(db, counting, instants)) ?? (await edgesFromRows(db, counting, instants))
  )
}

/**
 * One pass over the segments that touch [first, last] instead of one per week; adding the changes
 * up gives the number at each instant. By standing (org_id, kind, state, from_at) or
 * (org_id, repository_id, kind).
 */
async function edgesFromRows(
  db: Client,
  counting: Counting,
  instants: readonly Date[],
): Promise<Edges[]> {
  const [first, last] = [instants[0], instants.at(-1)]
  if (!first || !last) return []
  const { values, add } = parameters()
  // An edge counts from the first instant T ≥ from_at (or ≥ to_at) on: the number of T < from_at,
  // which is what width_bucket says of the T moved on by the millisecond that times are kept to.
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const bucket = (column: string) => `width_bucket(${column}, ${thresholds}::timestamptz[])`
  const groups = counting.keys.map((key) => `${key}, `).join('')
  const where = `${ofRows(counting, add)}
      AND from_at <= ${add(last)} AND (to_at IS NULL OR to_at > ${add(first)})`
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT ${groups} ${bucket('from_at')}, count(*)::int
      FROM standing WHERE ${where} GROUP BY ${groups} ${bucket('from_at')}
    UNION ALL
      SELECT ${groups} ${bucket('to_at')}, -count(*)::int
      FROM standing WHERE ${where} AND to_at <= ${add(last)}
      GROUP BY ${groups} ${bucket('to_at')}`,
    values,
  })
  const { length } = counting.keys
  const counts = new Map<string, Edges>()
  for (const row of rows) {
    const keys = row.slice(0, length) as (string | null)[]
    const key = keys.join(' ')
    const known = counts.get(key) ?? { keys, changes: instants.map(() => 0) }
    counts.set(key, known)
    const at = Number(row[length])
    if (at < instants.length) known.changes[at] = (known.changes[at] ?? 0) + Number(row[length + 1])
  }
  return [...counts.values()]
}
