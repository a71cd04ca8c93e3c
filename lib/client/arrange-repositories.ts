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
  from: number
}

/** The rows that a view shows: filtered by name and team, sorted; ties by name. */
export function arrange(rows: readonly RepositoryRow[], view: RepositoriesView): RepositoryRow[] {
  const wanted = view.q.toLowerCase()
  const kept = rows.filter(
    ({ name, teams }) =>
      name.toLowerCase().includes(wanted) &&
      (view.team === undefined || teams.some(({ id }) => id === view.team)),
  )
  const value = measureBy(view)
  return kept.sort((a, b) => value(b) - value(a) || a.name.localeCompare(b.name, 'en'))
}

function measureBy({ sort, change }: RepositoriesView): (row: RepositoryRow) => number {
  if (sort === 'name') return () => 0
  if (sort === 'worst') return ({ worst }) => attemptsValue(worst?.attempts)
  // The one that nobody has looked at for longest comes first.
  if (sort === 'scanned') return ({ lastAt }) => (lastAt ? -Date.parse(lastAt) : 0)
  const measure: Measure = sort
  return ({ measures }) => (change ? measures[measure].change : measures[measure].value) ?? -1e9
}

function attemptsValue(attempts: number | 'unbounded' | undefined): number {
  return attempts === 'unbounded' ? Number.MAX_VALUE : (attempts ?? -1)
}
