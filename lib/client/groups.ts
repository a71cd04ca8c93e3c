import type { Choice, Review, WeekFrame } from '@/lib/review/types'
import { type Grouping, MEASURES, type Measure } from '@/lib/trends/types'
import { first, oneOf, parseFrom, type SearchParams } from './params'
import { type TrendsRequest, trendsRequest, withQuery } from './urls'

/** Groupings with pages of their own. */
export type GroupBy = Exclude<Grouping, 'rule'>

const PATHS: Record<GroupBy, string> = {
  repository: '/repositories',
  service: '/services',
  team: '/teams',
}

/** Rows of one page of a table of groups. */
export const GROUPS_PAGE = 100

/** How a table of groups is shown: by which column and way it is sorted, and how many rows come before. */
export interface GroupsView {
  sort: Measure | 'name'
  /** The least first, names from Z. */
  reversed: boolean
  from: number
}

const BY_DEFAULT = 'unowned-decisions'

export const parseGroups = (params: SearchParams): GroupsView => ({
  sort: oneOf([...MEASURES, 'name'] as const, first(params, 'sort')) ?? BY_DEFAULT,
  reversed: first(params, 'way') === 'reversed',
  from: parseFrom(params),
})

export const groupsHref = (by: GroupBy, view: Partial<GroupsView> = {}): string =>
  withQuery(PATHS[by], {
    sort: view.sort === BY_DEFAULT ? undefined : view.sort,
    way: view.reversed ? 'reversed' : undefined,
    from: view.from === 0 ? undefined : view.from,
  })

export const groupHref = (by: GroupBy, id: string): string =>
  `${PATHS[by]}/${encodeURIComponent(id)}`

export function choicesOf({ filters }: Pick<WeekFrame, 'filters'>, by: GroupBy): Choice[] {
  const { repositories, services, teams } = filters
  return { repository: repositories, service: services, team: teams }[by]
}

/** Twelve weeks of each measure, for the table of groups. */
export const groupsRequests = (by: GroupBy, week: Review['week']): TrendsRequest[] =>
  MEASURES.map((measure) => ({
    ...trendsRequest({ path: PATHS[by], byDefault: by, measure, by, weeks: 12, filter: {} }, week),
    top: undefined,
    every: true,
  }))
