import type { Selection } from './queries/selection'
import type { FindingQuery, Narrowing, Sort } from './types'

/** A query of a list as what the number counts, what narrows it further, and its order. */
export function askedOf(query: FindingQuery): {
  selection: Selection
  narrowing: Narrowing
  sort: Sort
} {
  const { at, since, change, part, kind, state, age, path, q, sort, limit, cursor, ...filter } =
    query
  const compared = since ? { since: new Date(since), change, part } : {}
  return {
    selection: { ...filter, at: new Date(at), ...compared },
    narrowing: { kind, state, age, path, q },
    sort: sort ?? (query.measure === 'duplicated-retries' ? 'attempts' : 'newest'),
  }
}
