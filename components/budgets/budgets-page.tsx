'use client'

import { useQuery } from '@tanstack/react-query'
import { type BudgetsRequest, budgetsQuery, eventsOf } from '@/lib/client/budgets'
import { eventsQuery } from '@/lib/client/events'
import { plural } from '@/lib/format/number'
import { weekNumber } from '@/lib/format/week'
import type { Choice } from '@/lib/review/types'
import { FirstScan } from '../ui/first-scan'
import { BudgetCard } from './budget-card'
import { ChangeForm } from './change-form'
import { SetForm } from './set-form'

interface Props {
  request: BudgetsRequest
  week: string
  empty: boolean
  teams: Choice[]
  services: Choice[]
}

/** Every budget: set, changed and ended here; the breached ones first. */
export function BudgetsPage({ request, week, empty, teams, services }: Props) {
  const { data } = useQuery(budgetsQuery(request))
  const { data: events } = useQuery(eventsQuery(eventsOf(request)))
  if (empty) return <FirstScan />
  if (!data) return null
  const ended = data.filter(({ status }) => status === 'ended')
  const standing = data.filter(({ status }) => status !== 'ended')
  const breached = standing.filter(({ status }) => status === 'breached').length
  return (
    <>
      <header className="page-head">
        <h1>{plural(standing.length, 'budget')}</h1>
        <p className="muted">
          {breached > 0 ? `${breached} breached` : 'none breached'} in week {weekNumber(week)}
        </p>
      </header>
      <SetForm teams={teams} services={services} />
      {standing.length === 0 && (
        <p className="note">
          No budget is set. A budget is a limit that a team or service keeps: no path with more than
          two retry layers, no unowned decision older than two weeks, or a number that may only
          fall. Breaches stand in the weekly review, and <code>plumbline check</code> fails a branch
          that brings one.
        </p>
      )}
      {standing.map((state) => (
        <BudgetCard key={state.id} state={state} events={events} heading="h2">
          <ChangeForm state={state} />
        </BudgetCard>
      ))}
      {ended.length > 0 && (
        <details className="section">
          <summary>{plural(ended.length, 'budget')} ended</summary>
          {ended.map((state) => (
            <BudgetCard key={state.id} state={state} heading="h2" />
          ))}
        </details>
      )}
    </>
  )
}
