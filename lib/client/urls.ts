import { DRAWN_AT_MOST } from '@/lib/charts/prepare-trend'
import type { FindingQuery, Steps } from '@/lib/findings/types'
import { weeksBefore } from '@/lib/format/week'
import type { Filter, Grouping, Measure } from '@/lib/trends/types'

type Values = Record<string, string | number | undefined>

/** Path with those parameters that have a value, always in the order given. */
export function withQuery(path: string, values: Values): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && (value !== '' || name === 'path')) query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** What a page of measures and chart is asked for; all that is not the default stands in the URL. */
export interface ReviewView {
  /** `/review`, or the page of one repository, service or team. */
  path: string
  /** ISO week; the newest one when absent. */
  week?: string
  measure: Measure
  by: Grouping
  /** Grouping of this page when the URL names none. */
  byDefault: Grouping
  weeks: number
  filter: Filter
  /** The part of the filter that the path itself says. */
  own?: keyof Filter
}

export function reviewHref(view: ReviewView, change: Partial<ReviewView> = {}): string {
  const { path, week, measure, by, byDefault, weeks, filter, own } = { ...view, ...change }
  return withQuery(week && path === '/review' ? `/review/${week}` : path, {
    measure: measure === 'unowned-decisions' ? undefined : measure,
    by: by === byDefault ? undefined : by,
    weeks: weeks === 26 ? undefined : weeks,
    ...filterValues(own ? { ...filter, [own]: undefined } : filter),
  })
}

/** The review of a week, whichever page leads there. */
export const weekHref = (week: string, filter: Filter, measure: Measure): string =>
  reviewHref({
    ...{ path: '/review', by: 'service', byDefault: 'service', weeks: 26 },
    ...{ week, filter, measure },
  })

/** The filter as parameters, in the order of every URL. */
export const filterValues = (filter: Filter): Values => ({
  repository: filter.repository,
  service: filter.service,
  team: filter.team,
  rule: filter.rule,
  decisionKind: filter.decisionKind,
})

const findingValues = (query: Partial<FindingQuery>): Values => ({
  measure: query.measure,
  ...filterValues(query),
  at: query.at,
  since: query.since,
  change: query.change,
  cause: query.cause,
  part: query.part,
  kind: query.kind,
  state: query.state,
  age: query.age,
  path: query.path,
  q: query.q,
  introduced: query.introduced,
  author: query.author,
  assistance: query.assistance,
  commit: query.commit,
  olderThan: query.olderThan,
  beyond: query.beyond,
  sort: query.sort,
  limit: query.limit,
  cursor: query.cursor,
})

/** The list behind a number. */
export const findingsHref = (query: Partial<FindingQuery>): string =>
  withQuery('/findings', findingValues(query))

export const findingHref = (id: string, at?: string, steps?: Steps): string =>
  withQuery(`/findings/${encodeURIComponent(id)}`, { at, steps })

/** The page of a week as a file: Markdown, CSV or JSON. */
export const exportHref = (week: string, filter: Filter, format: string): string =>
  withQuery('/api/v1/review/export', { week, format, ...filterValues(filter) })

/** Narrows a filter to one member of a grouping. */
export function withGroup(filter: Filter, by: Grouping, key: string): Filter {
  return { ...filter, [by]: key }
}

export const api = {
  review: (week: string | undefined, filter: Filter) =>
    withQuery('/api/v1/review', { week, ...filterValues(filter) }),
  trends: (query: TrendsRequest) =>
    withQuery('/api/v1/trends', {
      measure: query.measure,
      by: query.by,
      from: query.from,
      to: query.to,
      bucket: 'week',
      top: query.top,
      ...filterValues(query.filter),
    }),
  findingsExport: (query: FindingQuery, format: 'csv' | 'json') =>
    withQuery('/api/v1/findings/export', {
      format,
      ...findingValues({ ...query, limit: undefined, cursor: undefined }),
    }),
  findings: (query: FindingQuery) => withQuery('/api/v1/findings', findingValues(query)),
  finding: (id: string, at?: string, steps?: Steps) =>
    withQuery(`/api/v1/findings/${encodeURIComponent(id)}`, { at, steps }),
}

export interface TrendsRequest {
  measure: Measure
  by: Grouping
  /** ISO instants. */
  from: string
  to: string
  filter: Filter
  /** Only so many series, the largest now; all without. */
  top?: number
  /** Groups without anything as well. */
  every?: boolean
}

/** The chart of a view: its weeks up to the week that is looked at, and the series that it draws. */
export function trendsRequest(
  { measure, by, weeks, filter }: ReviewView,
  week: { from: string; to: string },
): TrendsRequest {
  const from = weeksBefore(week.from, weeks - 1)
  return { measure, by, filter, from, to: week.to, top: DRAWN_AT_MOST }
}
