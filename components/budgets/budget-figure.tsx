import { useId } from 'react'
import type { BudgetState } from '@/lib/budgets/types'
import { prepareBudget } from '@/lib/charts/prepare-budget'
import { axisOf, eventsOn } from '@/lib/charts/prepare-marks'
import { findingsHref } from '@/lib/client/urls'
import type { EventMark } from '@/lib/events/types'
import { budgetWords, countedWords } from '@/lib/format/budget'
import { plural } from '@/lib/format/number'
import { EventList } from '../charts/event-list'
import { EventMarks } from '../charts/event-marks'
import { PlotFrame } from '../charts/plot-frame'
import { StillLines } from '../charts/still-lines'
import { BudgetTable } from './budget-table'
import { LimitLayer } from './limit-layer'

const HEIGHT = 150
const COLOURS = new Map([['counted', { hue: 0, dashed: false }]])
const still = () => undefined

interface Props {
  state: BudgetState
  events: readonly EventMark[]
}

/** The number of a budget over the weeks, its limit and the weeks over it; and as a table. */
export function BudgetFigure({ state, events }: Props) {
  const id = useId()
  const { points, counted, version, label } = state
  const words = countedWords(version.rule)
  const budget = prepareBudget(words.many, version.rule.measure, points)
  const shown = eventsOn(events, budget.trend.instants)
  const title = `${label}: ${budgetWords(version.rule)}`
  const over = points.filter(({ breached }) => breached).length
  const hrefOf = (_key: string | undefined, at: string) => findingsHref({ ...counted, at })
  return (
    <figure aria-labelledby={`${id}-caption`} aria-details={`${id}-table`}>
      <figcaption id={`${id}-caption`} className="muted small">
        <span className="hidden-visually">{title}. </span>
        {over === 0 ? 'Never over the limit' : `Over the limit at ${plural(over, 'week end')}`} in
        these {plural(points.length, 'week')}.
      </figcaption>
      <div className="panel trend marked">
        <PlotFrame
          trend={budget.trend}
          colours={COLOURS}
          height={HEIGHT}
          highlight={still}
          hrefOf={hrefOf}
        >
          <EventMarks events={shown} axis={axisOf(budget.trend)} />
          <LimitLayer budget={budget} />
          <StillLines trend={budget.trend} colours={COLOURS} hidden={false} />
        </PlotFrame>
      </div>
      <BudgetTable id={`${id}-table`} state={state} caption={title} />
      <EventList events={shown} />
    </figure>
  )
}
