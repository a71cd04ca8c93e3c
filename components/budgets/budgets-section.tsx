'use client'

import { useQuery } from '@tanstack/react-query'
import { type BudgetsRequest, budgetsHref, budgetsQuery, eventsOf } from '@/lib/client/budgets'
import { eventsQuery } from '@/lib/client/events'
import { TextLink } from '../ui/text-link'
import { BudgetCard } from './budget-card'

/** The budgets of one team, service or repository, with their charts. */
export function BudgetsSection({ request }: { request: BudgetsRequest }) {
  const { data } = useQuery(budgetsQuery(request))
  const { data: events } = useQuery(eventsQuery(eventsOf(request)))
  if (!data) return null
  const shown = data.filter(({ status }) => status !== 'ended')
  return (
    <section className="section" aria-labelledby="budgets">
      <div className="section-head">
        <h2 id="budgets">Budgets</h2>
        <p>
          {shown.length === 0
            ? 'None is set here. '
            : 'Limits agreed on, and whether they are kept. '}
          <TextLink href={budgetsHref()}>
            {shown.length === 0 ? 'Set a budget' : 'Set, change or end'}
          </TextLink>
        </p>
      </div>
      {shown.map((state) => (
        <BudgetCard key={state.id} state={state} events={events} />
      ))}
    </section>
  )
}
