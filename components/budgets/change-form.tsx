'use client'

import { Submit } from '@/components/ui/submit'
import type { BudgetState } from '@/lib/budgets/types'
import { changeBudget, endBudget } from '@/lib/client/budgets'
import { RuleFields, ruleOf } from './rule-fields'
import { useBudgetAct, written } from './use-budget-act'

/** Other numbers from a day on, or the end of a budget. What was stays in its history. */
export function ChangeForm({ state }: { state: BudgetState }) {
  const act = useBudgetAct()
  const last = state.versions.at(-1)
  if (!last || (last.to !== undefined && last.to <= state.at)) return null
  const { rule, version: seen } = last
  return (
    <details className="change-budget">
      <summary className="small muted">Change or end it</summary>
      <form
        className="budget-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget, event.nativeEvent.submitter)
          const [from, reason] = [written(form, 'from'), written(form, 'reason')]
          const change = { seen, rule: ruleOf(rule.kind, form, rule), from, reason }
          act.mutate(() =>
            form.get('act') === 'end'
              ? endBudget(state.id, { seen, to: from, reason })
              : changeBudget(state.id, change),
          )
        }}
      >
        <RuleFields kind={rule.kind} rule={rule} />
        <label>
          From (today unless given)
          <input type="date" name="from" className="field" />
        </label>
        <label>
          Why
          <input name="reason" className="field" maxLength={2000} autoComplete="off" />
        </label>
        {rule.kind !== 'falls' && (
          <Submit name="act" value="change">
            Change it
          </Submit>
        )}
        <Submit name="act" value="end" className="button">
          End it
        </Submit>
        <p role="status" className="worse">
          {act.error?.message}
        </p>
      </form>
    </details>
  )
}
