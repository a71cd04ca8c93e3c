import { byValue } from '@/lib/format/by-value'
import type { RepositoryRow } from '@/lib/repositories/types'
import { MEASURES, type Measure } from '@/lib/trends/types'

export const REPOSITORY_SORTS = ['name', ...MEASURES, 'worst', 'scanned'] as const
export type RepositorySort = (typeof REPOSITORY_SORTS)[number]

export interface RepositoriesView {
  q: string
  team?: string
  sort: RepositorySort
  /** Sorted by what changed this week instead of by what stands. */
  change: boolean
  /** The other way round: the least first, names from Z. */
  reversed: boolean
  from: number
}

/**
 * The rows that a view shows: filtered by name and team, sorted; ties by name. What is not known
 * comes last either way.
 */
export function arrange(rows: readonly RepositoryRow[], view: RepositoriesView): RepositoryRow[] {
  const wanted = view.q.toLowerCase()
  const kept = rows.filter(
    ({ name, teams }) =>
      name.toLowerCase().includes(wanted) &&
      (view.team === undefined || teams.some(({ id }) => id === view.team)),
  )
  const byName = (a: RepositoryRow, b: RepositoryRow) => a.name.localeCompare(b.name, 'en')
  const { sort, change, reversed } = view
  if (sort === 'name') return kept.sort((a, b) => (reversed ? byName(b, a) : byName(a, b)))
  return kept.sort(byValue(measureBy(sort, change), reversed, byName))
}

function measureBy(
  sort: Exclude<RepositorySort, 'name'>,
  change: boolean,
): (row: RepositoryRow) => number | null {
  if (sort === 'worst') return ({ worst }) => attemptsValue(worst?.attempts)
  // The one that nobody has looked at for longest comes first.
  if (sort === 'scanned') return ({ lastAt }) => (lastAt ? -Date.parse(lastAt) : 0)
  const measure: Measure = sort
  return ({ measures }) => (change ? measures[measure].change : measures[measure].value)
}

/** Without a path nothing is repeated: the least of all. */
function attemptsValue(attempts: number | 'unbounded' | undefined): number {
  return attempts === 'unbounded' ? Number.MAX_VALUE : (attempts ?? 0)
}

/**
 * What a click on a column's head leads to: sorted by it, then (a measure) by its change this week,
 * then the same the other way round.
 */
export function sortedNext(view: RepositoriesView, column: RepositorySort): RepositoriesView {
  const first = { ...view, sort: column, change: false, reversed: false, from: 0 }
  if (view.sort !== column) return first
  const measure = MEASURES.some((m) => m === column)
  if (measure && !view.change) return { ...first, change: true, reversed: view.reversed }
  return { ...first, reversed: !view.reversed }
}
