import { BRANCH_SIDES, type BranchSide } from '@/lib/repositories/types'
import { REPOSITORY_SORTS, type RepositoriesView } from './arrange-repositories'
import { first, oneOf, parseFrom, type SearchParams } from './params'
import { withQuery } from './urls'

export type RepositoriesUrl = RepositoriesView

/** Rows of one page. */
export const REPOSITORIES_PAGE = 100

export function parseRepositories(params: SearchParams): RepositoriesView {
  return {
    q: first(params, 'q')?.slice(0, 200) ?? '',
    team: first(params, 'team')?.slice(0, 300),
    sort: oneOf(REPOSITORY_SORTS, first(params, 'sort')) ?? 'unowned-decisions',
    change: first(params, 'by') === 'change',
    reversed: first(params, 'way') === 'reversed',
    from: parseFrom(params),
  }
}

export const repositoriesHref = ({
  q,
  team,
  sort,
  change,
  reversed,
  from,
}: RepositoriesView): string =>
  withQuery('/repositories', {
    q,
    team,
    sort: sort === 'unowned-decisions' ? undefined : sort,
    by: change ? 'change' : undefined,
    way: reversed ? 'reversed' : undefined,
    from: from === 0 ? undefined : from,
  })

/** Which findings of a branch are asked for; of the default one where none is named. */
export interface BranchView {
  branch?: string
  side: BranchSide
  from: number
}

export const parseBranch = (params: SearchParams): BranchView => ({
  // Its name as it is: spaces are part of it, and scans may name none.
  branch: [params.branch].flat()[0],
  side: oneOf(BRANCH_SIDES, first(params, 'side')) ?? 'all',
  from: parseFrom(params),
})

export function branchHref(id: string, { branch, side, from }: BranchView): string {
  const query = new URLSearchParams(branch === undefined ? {} : { branch })
  if (side !== 'all') query.set('side', side)
  if (from > 0) query.set('from', String(from))
  return `/repositories/${encodeURIComponent(id)}/branches?${query}`
}
