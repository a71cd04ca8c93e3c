import { useId } from 'react'
import type { BudgetState } from '@/lib/budgets/types'
import { prepareBudget } from '@/lib/charts/prepare-budget'
import { findingsHref } from '@/lib/client/urls'
import { budgetWords, countedWords } from '@/lib/format/budget'
import { plural } from '@/lib/format/number'
import { PlotFrame } from '../charts/plot-frame'
import { StillLines } from '../charts/still-lines'
import { BudgetTable } from './budget-table'
import { LimitLayer } from './limit-layer'

const HEIGHT = 150
const COLOURS = new Map([['counted', { hue: 0, dashed: false }]])
const still = () => undefined

/** The number of a budget over the weeks, its limit and the weeks over it; and as a table. */
export function BudgetFigure({ state }: { state: BudgetState }) {
  const id = useId()
  const { points, counted, version, label } = state
  const words = countedWords(version.rule)
  const budget = prepareBudget(words.many, version.rule.measure, points)
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
      <div className="panel trend">
        <PlotFrame
          trend={budget.trend}
          colours={COLOURS}
          height={HEIGHT}
          highlight={still}
          hrefOf={hrefOf}
        >
          <LimitLayer budget={budget} />
          <StillLines trend={budget.trend} colours={COLOURS} hidden={false} />
        </PlotFrame>
      </div>
      <BudgetTable id={`${id}-table`} state={state} caption={title} />
    </figure>
  )
}
