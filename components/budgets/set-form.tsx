'use client'

import { useState } from 'react'
import { Submit } from '@/components/ui/submit'
import type { BudgetRule, BudgetScope } from '@/lib/budgets/types'
import { setBudget } from '@/lib/client/budgets'
import type { Choice } from '@/lib/review/types'
import { KINDS, RuleFields, ruleOf } from './rule-fields'
import { useBudgetAct, written } from './use-budget-act'

interface Props {
  teams: Choice[]
  services: Choice[]
  /** Where the page is of one. */
  scope?: BudgetScope
}

/** Sets a budget for a team or service, from a day on. */
export function SetForm({ teams, services, scope }: Props) {
  const act = useBudgetAct()
  const [kind, setKind] = useState<BudgetRule['kind']>('retries')
  return (
    <details className="set-budget">
      <summary className="button">Set a budget</summary>
      <form
        className="budget-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const [by, ...key] = String(form.get('scope')).split(' ')
          const said = { from: written(form, 'from'), reason: written(form, 'reason') }
          const named = { by: by as BudgetScope['by'], key: key.join(' ') }
          act.mutate(() => setBudget({ ...(scope ?? named), rule: ruleOf(kind, form), ...said }))
        }}
      >
        {!scope && (
          <label>
            Whose
            <select name="scope" className="field">
              <optgroup label="Teams">{teams.map(optionOf('team'))}</optgroup>
              <optgroup label="Services">{services.map(optionOf('service'))}</optgroup>
            </select>
          </label>
        )}
        <label>
          What
          <select
            name="kind"
            className="field"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as BudgetRule['kind'])}
          >
            {Object.entries(KINDS).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <RuleFields kind={kind} />
        <label>
          From (today unless given)
          <input type="date" name="from" className="field" />
        </label>
        <label>
          Why
          <input name="reason" className="field" maxLength={2000} autoComplete="off" />
        </label>
        <Submit disabled={act.isPending}>Set it</Submit>
        <p role="status" className={act.error ? 'worse' : 'muted'}>
          {act.error?.message}
          {act.isSuccess && 'The budget is set.'}
        </p>
      </form>
    </details>
  )
}

function optionOf(by: BudgetScope['by']) {
  return ({ id, name }: Choice) => (
    <option key={id} value={`${by} ${id}`}>
      {name}
    </option>
  )
}
