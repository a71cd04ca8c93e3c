import type { Choice, Review, WeekFrame } from '@/lib/review/types'
import { type Grouping, MEASURES } from '@/lib/trends/types'
import { type TrendsRequest, trendsRequest } from './urls'

/** Groupings with pages of their own. */
export type GroupBy = Exclude<Grouping, 'rule'>

const PATHS: Record<GroupBy, string> = {
  repository: '/repositories',
  service: '/services',
  team: '/teams',
}

export const groupsHref = (by: GroupBy): string => PATHS[by]

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
  }))
