import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FindingDetail, FindingPage, FindingQuery, Steps } from '@/lib/findings/types'
import type { Freshness } from '@/lib/freshness/types'
import type { Review, WeekFrame, WeeklyReview } from '@/lib/review/types'
import type { Filter, Trends } from '@/lib/trends/types'
import { fetchJson } from './fetch-json'
import { api, type TrendsRequest } from './urls'

/** While uploads wait to be applied, numbers are asked for again this often. */
export const PENDING_MS = 4_000
const FRESH_MS = 30_000

/** Options shared by the server, which fills the cache, and the browser, which keeps it fresh. */
export const reviewQuery = (week: string | undefined, filter: Filter) =>
  queryOptions({
    queryKey: ['review', api.review(week, filter)],
    queryFn: ({ signal }) => fetchJson<Review>(api.review(week, filter), signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      (query.state.data?.coverage.pending ?? 0) > 0 || query.state.data?.empty ? PENDING_MS : false,
  })

/** The newest week, and what pages that show no numbers of it choose from. */
export const frameQuery = () =>
  queryOptions({
    queryKey: ['frame'],
    queryFn: ({ signal }) => fetchJson<WeekFrame>('/api/v1/review/frame', signal),
    staleTime: FRESH_MS,
    refetchInterval: (query) =>
      (query.state.data?.coverage.pending ?? 0) > 0 || query.state.data?.empty ? PENDING_MS : false,
  })

/** The whole page of a week; a closed one never changes, so it is never asked for again. */
export const weeklyQuery = (week: string, filter: Filter) =>
  queryOptions({
    queryKey: ['weekly', api.review(week, filter)],
    queryFn: ({ signal }) => fetchJson<WeeklyReview>(api.review(week, filter), signal),
    staleTime: (query) => (query.state.data?.closed ? Infinity : FRESH_MS),
    placeholderData: keepPreviousData,
    refetchInterval: (query) =>
      (query.state.data?.coverage.pending ?? 0) > 0 && !query.state.data?.closed
        ? PENDING_MS
        : false,
  })

export const freshnessQuery = () =>
  queryOptions({
    queryKey: ['freshness'],
    queryFn: ({ signal }) => fetchJson<Freshness>('/api/v1/freshness', signal),
    staleTime: FRESH_MS,
    refetchInterval: (query) =>
      (query.state.data?.pending ?? 0) > 0 || query.state.data?.empty ? PENDING_MS : FRESH_MS,
  })

export const trendsQuery = (request: TrendsRequest) =>
  queryOptions({
    queryKey: ['trends', api.trends(request)],
    queryFn: ({ signal }) => fetchJson<Trends>(api.trends(request), signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })

export const findingsQuery = (query: FindingQuery) =>
  queryOptions({
    queryKey: ['findings', api.findings(query)],
    queryFn: ({ signal }) => fetchJson<FindingPage>(api.findings(query), signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  })

export const findingQuery = (id: string, at: string | undefined, steps: Steps | undefined) =>
  queryOptions({
    queryKey: ['finding', api.finding(id, at, steps)],
    queryFn: ({ signal }) => fetchJson<FindingDetail>(api.finding(id, at, steps), signal),
    staleTime: FRESH_MS,
  })
