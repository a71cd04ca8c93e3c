import { budgetsRequest } from '@/lib/client/budgets'
import type { ReviewView } from '@/lib/client/urls'
import type { Mark } from '@/lib/repositories/types'
import type { Review } from '@/lib/review/types'
import { BudgetsSection } from '../budgets/budgets-section'
import { MarksList } from '../repositories/marks-list'
import { Sentence } from '../ui/sentence'
import { CoverageNotes } from './coverage-notes'
import { MeasureTile } from './measure-tile'
import { Movers } from './movers'
import { NewFindings } from './new-findings'
import { TrendSection } from './trend-section'

interface Props {
  view: ReviewView
  review: Review
  marks?: readonly Mark[]
}

/** Sentence, numbers, weeks, movers, list: in this order on every page of measures. */
export function ViewBody({ view, review, marks }: Props) {
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
      <TrendSection view={view} review={review} marks={marks} />
      {marks && <MarksList marks={marks} />}
      <BudgetsSection request={budgetsRequest(view.filter, review.week, view.weeks)} />
      <Movers review={review} filter={view.filter} />
      <NewFindings view={view} review={review} />
    </>
  )
}
