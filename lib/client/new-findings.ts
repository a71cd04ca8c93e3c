import type { FindingQuery } from '@/lib/findings/types'
import type { Review } from '@/lib/review/types'
import type { ReviewView } from './urls'

/**
 * Top of the list behind the chart: what appeared this week, or where nothing did, what stands.
 */
export function newFindingsQuery(view: ReviewView, review: Review): FindingQuery {
  const measure = review.measures.find((m) => m.measure === view.measure)
  const appeared = (measure?.appeared ?? 0) > 0
  return {
    ...view.filter,
    measure: view.measure,
    at: review.week.at,
    since: appeared ? review.week.since : undefined,
    change: appeared ? 'appeared' : undefined,
    limit: 8,
  }
}
