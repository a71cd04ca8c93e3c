import type { Selection } from './queries/selection'
import type { FindingQuery, Narrowing, Sort } from './types'

/** A query of a list as what the number counts, what narrows it further, and its order. */
export function askedOf(query: FindingQuery): {
  selection: Selection
  narrowing: Narrowing
  sort: Sort
} {
  const { at, since, change, cause, part, olderThan, beyond, ...past } = query
  const { kind, state, age, path, q, introduced, author, assistance, commit, ...rest } = past
  const { sort, limit, cursor, ...filter } = rest
  const compared = since ? { since: new Date(since), change, cause, part } : {}
  return {
    selection: { ...filter, at: new Date(at), ...compared },
    narrowing: {
      kind,
      state,
      age,
      path,
      q,
      introduced,
      author,
      assistance,
      commit,
      olderThan,
      beyond,
    },
    sort: sort ?? (query.measure === 'duplicated-retries' ? 'attempts' : 'newest'),
  }
}
