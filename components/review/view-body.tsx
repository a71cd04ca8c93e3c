import type { ReviewView } from '@/lib/client/urls'
import type { Review } from '@/lib/review/types'
import { Sentence } from '../ui/sentence'
import { CoverageNotes } from './coverage-notes'
import { MeasureTile } from './measure-tile'
import { Movers } from './movers'
import { NewFindings } from './new-findings'
import { TrendSection } from './trend-section'

/** Sentence, numbers, weeks, movers, list: in this order on every page of measures. */
export function ViewBody({ view, review }: { view: ReviewView; review: Review }) {
  return (
    <>
      <CoverageNotes coverage={review.coverage} />
      {review.lead.length > 0 && (
        <p className="lead">
          <Sentence parts={review.lead} />
        </p>
      )}
      <div className="panel tiles">
        {review.measures.map((measure) => (
          <MeasureTile key={measure.measure} measure={measure} view={view} review={review} />
        ))}
      </div>
      <TrendSection view={view} review={review} />
      <Movers review={review} filter={view.filter} />
      <NewFindings view={view} review={review} />
    </>
  )
}
