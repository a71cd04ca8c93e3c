import { type DehydratedState, dehydrate } from '@tanstack/react-query'
import { newFindingsQuery } from '@/lib/client/new-findings'
import { weeklyQuery } from '@/lib/client/queries'
import { newQueryClient } from '@/lib/client/query-client'
import { type ReviewView, trendsRequest } from '@/lib/client/urls'
import { restatedSince } from '@/lib/review/close'
import { getWeekly } from '@/lib/review/get-weekly'
import { readClosed } from '@/lib/review/kept/closed'
import { scopeOf } from '@/lib/review/scope'
import type { Restated, WeeklyReview } from '@/lib/review/types'
import { putEvents } from './events'
import { putFindings, putTrends } from './prefetch'
import { reading } from './reader'

/** The page of a week: as it is known now, or from the stored bytes where it is closed. */
export async function prefetchWeekly(
  view: ReviewView,
): Promise<{ review: WeeklyReview; restated: Restated[]; state: DehydratedState }> {
  const { pool } = await reading()
  const { filter } = view
  const now = await getWeekly(pool, { week: view.week, filter, now: new Date() })
  const week = now.week.id
  const closed = await readClosed(pool, week, scopeOf(filter))
  const review = closed ? (JSON.parse(closed) as WeeklyReview) : now
  const client = newQueryClient()
  client.setQueryData(weeklyQuery(week, filter).queryKey, review)
  if (!closed && !review.empty) {
    await Promise.all([
      putTrends(client, trendsRequest(view, review.week)),
      putEvents(client, trendsRequest(view, review.week)),
      putFindings(client, newFindingsQuery(view, review)),
    ])
  }
  return { review, restated: closed ? restatedSince(review, now) : [], state: dehydrate(client) }
}
