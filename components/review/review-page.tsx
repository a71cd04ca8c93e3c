'use client'

import { useQuery } from '@tanstack/react-query'
import { weeklyQuery } from '@/lib/client/queries'
import type { ReviewView } from '@/lib/client/urls'
import { showsMovers } from '@/lib/format/exception'
import type { Restated } from '@/lib/review/types'
import { ReviewBudgets } from '../budgets/review-budgets'
import { FirstScan } from '../ui/first-scan'
import { Sentence } from '../ui/sentence'
import { BigNumbers } from './big-numbers'
import { CarriedActions } from './carried-actions'
import { ClosedNote } from './closed-note'
import { ClosedChart, ClosedList } from './closed-parts'
import { CoverageNotes } from './coverage-notes'
import { CreditAndEvents } from './credit'
import { Exceptions } from './exceptions'
import { ExplainedChanges } from './explained'
import { MeasureTile } from './measure-tile'
import { Movers } from './movers'
import { NeverDelegate } from './never-delegate'
import { NewFindings } from './new-findings'
import { RetryBoard } from './retry-board'
import { ReviewTools } from './review-tools'
import { TrendSection } from './trend-section'
import { useReviewAct } from './use-review-act'
import { WeekHeader } from './week-header'

interface Props {
  view: ReviewView
  /** ISO week that is shown, also where the address names none. */
  week: string
  /** Closed weeks: what would be counted differently today. */
  restated: Restated[]
}

/** The weekly review: carried actions, what changed, why, who, what next. */
export function ReviewPage({ view, week, restated }: Props) {
  const { data: review } = useQuery(weeklyQuery(week, view.filter))
  const act = useReviewAct(week, view.filter)
  if (!review) return null
  if (review.empty) return <FirstScan />
  const { closed } = review
  return (
    <div className="weekly">
      <WeekHeader view={view} review={review} />
      <ReviewTools view={view} review={review} act={act} />
      {closed ? (
        <ClosedNote closed={closed} restated={restated} />
      ) : (
        <CoverageNotes coverage={review.coverage} />
      )}
      <CarriedActions review={review} act={act} />
      {review.lead.length > 0 && (
        <p className="lead">
          <Sentence parts={review.lead} />
        </p>
      )}
      <BigNumbers review={review} />
      <div className="panel tiles">
        {review.measures.map((measure) => (
          <MeasureTile key={measure.measure} measure={measure} view={view} review={review} />
        ))}
      </div>
      {closed ? (
        <ClosedChart view={view} review={review} closed={closed} />
      ) : (
        <TrendSection view={view} review={review} />
      )}
      <ExplainedChanges view={view} review={review} />
      <Exceptions review={review} filter={view.filter} act={act} />
      {showsMovers(review) && <Movers review={review} filter={view.filter} />}
      <ReviewBudgets budgets={review.budgets ?? []} />
      <RetryBoard review={review} />
      <NeverDelegate view={view} review={review} />
      <CreditAndEvents review={review} />
      {closed ? (
        <ClosedList view={view} review={review} closed={closed} />
      ) : (
        <NewFindings view={view} review={review} />
      )}
    </div>
  )
}
