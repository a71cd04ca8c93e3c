import type { Add } from '@/lib/trends/conditions'
import type { Counting } from '@/lib/trends/queries/sums'
import type { Position } from '../cursor'
import type { Sort } from '../types'
import type { Group, Pair } from './groups'

/** A column that an index is ordered by, and what its place in a position is. */
interface Step {
  column: string
  descending: boolean
  /** Placeholder of the value at a position; null where the column has none there. */
  value: (position: Position, add: Add) => string | null
}

const BEGAN: Step = {
  column: 's.began_at',
  descending: true,
  value: ({ since }, add) => `${add(new Date(since))}::timestamptz`,
}

/** Columns of the index that serves an order, as far as path and id. */
const STEPS: Record<Exclude<Sort, 'rule' | 'service'>, readonly Step[]> = {
  newest: [BEGAN],
  oldest: [{ ...BEGAN, descending: false }],
  attempts: [
    {
      column: 's.attempts',
      descending: true,
      value: ({ attempts }, add) => (attempts < 0 ? null : `${add(attempts)}::float8`),
    },
    BEGAN,
  ],
  severity: [
    { column: 's.severity', descending: false, value: ({ attempts }, add) => `${add(-attempts)}` },
    BEGAN,
  ],
  introduced: [
    {
      column: 's.introduced_at',
      descending: true,
      value: ({ attempts }, add) =>
        attempts <= 0 ? null : `${add(new Date(Math.round(attempts * 1000)))}::timestamptz`,
    },
    BEGAN,
  ],
  path: [],
}

interface Walk {
  counting: Counting
  /** SQL of the filter beyond kind and state. */
  filter: string
  /** Placeholder of the instant. */
  at: string
  sort: Sort
  /** Kinds and states of which there is anything: of others an index would be walked to its end. */
  pairs: readonly Pair[]
  /** More has ended since the instant than is read as a whole. */
  longAgo: boolean
  /** Where the order is by name: the next names with their ids. */
  groups: readonly Group[]
  after: Position | undefined
  limit: number
}

const LASTS = 's.to_at IS NULL'

/** Orders in which also what has ended can be walked: standing_ended_began. */
export const isWalkedBack = (sort: Sort): sort is 'newest' | 'oldest' =>
  sort === 'newest' || sort === 'oldest'

/**
 * SQL of rows of standing among which are the next `limit` after a position: what lasts is walked in
 * the order of an index, for each kind and state, and stops soon; what has ended since the instant
 * is taken as a whole, or walked too where that is much. Indexes: standing_lasts_*, standing_ended_began, standing (org_id, kind, state, to_at).
 */
export function walkSql(walk: Walk, add: Add): string {
  const { counting, filter, at, sort, pairs, longAgo, groups, after, limit } = walk
  const most = add(limit)
  const { kinds, states } = counting
  const parts: string[] = []
  const of = (conditions: readonly string[], steps: readonly Step[], from: Position | undefined) =>
    parts.push(
      ...branches(steps, from, add).map(({ where, order, ties }) => {
        // Nothing stands before it began: this says where a walk by beginnings starts.
        const there = [`s.from_at <= ${at}`, `s.began_at <= ${at}`]
        const all = [filter, ...conditions, ...there, ...where]
        return `(SELECT s.* FROM standing s WHERE ${all.join(' AND ')}
          ORDER BY ${order.join(', ')} FETCH FIRST ${most} ROWS ${ties ? 'WITH TIES' : 'ONLY'})`
      }),
    )
  const only = ([kind, state]: Pair) => [`s.kind = ${add(kind)}`, `s.state = ${add(state)}`]
  if (sort === 'rule' || sort === 'service') {
    for (const { name, members } of groups) {
      for (const { id, pairs: own } of members) {
        const one = `s.${sort}_id = ${add(id)}::uuid`
        for (const pair of own)
          of([one, ...only(pair), LASTS], [BEGAN], name === after?.text ? after : undefined)
      }
    }
  } else for (const pair of pairs) of([...only(pair), LASTS], STEPS[sort], after)
  const ended = `s.to_at > ${at}`
  if (longAgo && isWalkedBack(sort)) {
    for (const pair of pairs) of([...only(pair), ended], STEPS[sort], after)
  } else {
    parts.push(`SELECT s.* FROM standing s WHERE ${filter} AND s.kind = ANY(${add(kinds)}::text[])
      AND s.state = ANY(${add(states)}::text[]) AND ${ended} AND s.from_at <= ${at}`)
  }
  return parts.join(' UNION ALL ')
}

interface Branch {
  where: string[]
  order: string[]
  /** Rows that the columns of the index cannot tell apart come all together. */
  ties: boolean
}

/**
 * What follows a position, as stretches of an index: the rows equal in all columns and behind it by
 * path and id, those equal in all but the last and beyond it in that, and so on.
 */
function branches(steps: readonly Step[], after: Position | undefined, add: Add): Branch[] {
  const order = steps.map(({ column, descending }) =>
    descending ? `${column} DESC NULLS LAST` : column,
  )
  // An index on a column that is never null does not say where its nulls would stand.
  const plain = order.map((text) => text.replace(/(began_at DESC) NULLS LAST/, '$1'))
  const exact = ['s.path COLLATE "C"', 's.finding_id']
  if (!after) {
    return [{ where: [], order: steps.length > 0 ? plain : exact, ties: steps.length > 0 }]
  }
  const fine = `(s.path COLLATE "C", s.finding_id) > (${add(after.path)}::text, ${add(after.id)}::uuid)`
  const values = steps.map(({ value }) => value(after, add))
  const equal = steps.map(({ column }, i) =>
    values[i] === null ? `${column} IS NULL` : `${column} = ${values[i]}`,
  )
  const result: Branch[] = [{ where: [...equal, fine], order: exact, ties: false }]
  steps.forEach(({ column, descending }, i) => {
    const value = values[i]
    if (value === null) return
    const before = equal.slice(0, i)
    const rest = plain.slice(i)
    result.push({
      where: [...before, `${column} ${descending ? '<' : '>'} ${value}`],
      order: rest,
      ties: true,
    })
    if (descending && column !== BEGAN.column) {
      result.push({
        where: [...before, `${column} IS NULL`],
        order: plain.slice(i + 1),
        ties: true,
      })
    }
  })
  return result
}
