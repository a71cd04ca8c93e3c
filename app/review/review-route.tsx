import { HydrationBoundary } from '@tanstack/react-query'
import { ReviewPage } from '@/components/review/review-page'
import { parseReviewView, type SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { loadFilter } from '../_data/load'
import { prefetchView } from '../_data/prefetch'

/** The weekly review, of the newest week or of a given one. */
export function reviewRoute(params: SearchParams, week?: string) {
  return answer(async () => {
    const asked = parseReviewView(params, { path: '/review', week, byDefault: 'service' })
    const view = { ...asked, filter: await loadFilter(asked.filter) }
    const { state } = await prefetchView(view)
    return (
      <HydrationBoundary state={state}>
        <ReviewPage view={view} />
      </HydrationBoundary>
    )
  })
}
