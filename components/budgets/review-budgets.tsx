import type { BudgetState } from '@/lib/budgets/types'
import { budgetsHref } from '@/lib/client/budgets'
import { groupHref } from '@/lib/client/groups'
import { budgetWords } from '@/lib/format/budget'
import { plural } from '@/lib/format/number'
import { TextLink } from '../ui/text-link'
import { BudgetBreaks } from './budget-breaks'
import { StatusLine } from './budget-card'
import { LimitSpark } from './limit-spark'

/** Budgets in the review: each breach with what breaks it; the rest in one line. */
export function ReviewBudgets({ budgets }: { budgets: BudgetState[] }) {
  const standing = budgets.filter(({ status }) => status !== 'ended' && status !== 'before')
  if (standing.length === 0) return null
  const breached = standing.filter(({ status }) => status === 'breached')
  const kept = standing.filter(({ status }) => status === 'within').length
  const unknown = standing.length - breached.length - kept
  return (
    <section className="section" aria-labelledby="budgets">
      <div className="section-head">
        <h2 id="budgets">
          {breached.length === 0
            ? 'Every budget is kept'
            : `${plural(breached.length, 'budget')} breached`}
        </h2>
        <p>
          {plural(kept, 'budget')} kept
          {unknown > 0 && `, ${unknown} of which no scan speaks`}.{' '}
          <TextLink href={budgetsHref()}>All budgets with their charts</TextLink>
        </p>
      </div>
      {breached.length > 0 && (
        <ul className="panel rows">
          {breached.map((state) => (
            <li key={state.id} className="budget-row">
              <div>
                <h3>
                  <TextLink href={groupHref(state.by, state.key)}>{state.label}</TextLink>
                  {': '}
                  <TextLink href={budgetsHref(state.id)}>
                    {budgetWords(state.version.rule)}
                  </TextLink>
                  {state.fresh && <span className="chip warn">new this week</span>}
                </h3>
                <StatusLine state={state} />
                <BudgetBreaks state={state} />
              </div>
              <LimitSpark state={state} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
