import { type DehydratedState, dehydrate, type QueryClient } from '@tanstack/react-query'
import { budgetsRequest } from '@/lib/client/budgets'
import { newFindingsQuery } from '@/lib/client/new-findings'
import {
  findingsQuery,
  frameQuery,
  freshnessQuery,
  reviewQuery,
  trendsQuery,
} from '@/lib/client/queries'
import { newQueryClient } from '@/lib/client/query-client'
import { type ReviewView, type TrendsRequest, trendsRequest } from '@/lib/client/urls'
import type { FindingQuery } from '@/lib/findings/types'
import type { Review } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'
import { putBudgets } from './budgets'
import { putEvents } from './events'
import { loadFreshness } from './freshness'
import { loadFindings, loadFrame, loadReview, loadTrends } from './load'

/** Fills the cache in-process; errors reach the page, which `prefetchQuery` would swallow. */
async function putReview(client: QueryClient, week: string | undefined, filter: Filter) {
  const review = await loadReview(week, filter)
  client.setQueryData(reviewQuery(week, filter).queryKey, review)
  return review
}

export async function putFrame(client: QueryClient) {
  const frame = await loadFrame()
  client.setQueryData(frameQuery().queryKey, frame)
  return frame
}

export async function putTrends(client: QueryClient, request: TrendsRequest): Promise<void> {
  client.setQueryData(trendsQuery(request).queryKey, await loadTrends(request))
}

export async function putFindings(client: QueryClient, query: FindingQuery): Promise<void> {
  client.setQueryData(findingsQuery(query).queryKey, await loadFindings(query))
}

/** Everything that a page of measures, chart and list shows. */
export async function prefetchView(
  view: ReviewView,
): Promise<{ review: Review; state: DehydratedState }> {
  const client = newQueryClient()
  const review = await putReview(client, view.week, view.filter)
  if (!review.empty) {
    await Promise.all([
      putTrends(client, trendsRequest(view, review.week)),
      putFindings(client, newFindingsQuery(view, review)),
      putEvents(client, trendsRequest(view, review.week)),
      putBudgets(client, budgetsRequest(view.filter, review.week, view.weeks)),
    ])
  }
  return { review, state: dehydrate(client) }
}

/** State of the shell. A shell that cannot say how fresh it is still stands. */
export async function prefetchStatus(): Promise<DehydratedState> {
  const client = newQueryClient()
  await loadFreshness()
    .then((freshness) => client.setQueryData(freshnessQuery().queryKey, freshness))
    .catch(() => undefined)
  return dehydrate(client)
}
