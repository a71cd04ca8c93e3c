import { HydrationBoundary } from '@tanstack/react-query'
import { ReviewPage } from '@/components/review/review-page'
import { parseReviewView, type SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { loadFilter } from '../_data/load'
import { prefetchWeekly } from '../_data/prefetch-weekly'

/** The weekly review, of the newest week or of a given one. */
export function reviewRoute(params: SearchParams, week?: string) {
  return answer(async () => {
    const asked = parseReviewView(params, { path: '/review', week, byDefault: 'service' })
    const view = { ...asked, filter: await loadFilter(asked.filter) }
    const { review, restated, state } = await prefetchWeekly(view)
    return (
      <HydrationBoundary state={state}>
        <ReviewPage view={view} week={review.week.id} restated={restated} />
      </HydrationBoundary>
    )
  })
}
