import type { BudgetState } from '@/lib/budgets/types'
import { budgetWords } from '@/lib/format/budget'
import { day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'

/** What was demanded from when on, who said so and why. */
export function BudgetHistory({ state }: { state: BudgetState }) {
  return (
    <ol className="quiet-list small">
      {state.versions.map(({ version, rule, from, to, saidBy, saidAt, reason }) => (
        <li key={version}>
          {state.versions.length > 1 && `${budgetWords(rule)}, `}
          from {day(from)}
          {to && ` to ${day(to)}`}
          <span className="muted">
            {' '}
            · set by {visible(saidBy)}
            {day(saidAt) !== day(from) && ` on ${day(saidAt)}`}
            {reason && `: “${visible(reason)}”`}
          </span>
        </li>
      ))}
    </ol>
  )
}
