import type { FindingQuery } from '@/lib/findings/types'
import type { Review } from '@/lib/review/types'
import type { ReviewView } from './urls'

/**
 * Top of the list behind the chart: what code and people brought this week; where they brought
 * nothing, what appeared otherwise; where nothing did, what stands.
 */
export function newFindingsQuery(view: ReviewView, review: Review): FindingQuery {
  const measure = review.measures.find((m) => m.measure === view.measure)
  const list = { ...view.filter, measure: view.measure, at: review.week.at, limit: 8 }
  if (!measure || measure.appeared === 0) return list
  const appeared = { ...list, since: review.week.since, change: 'appeared' } as const
  return measure.causes.drift.appeared > 0 ? { ...appeared, cause: 'drift' } : appeared
}
