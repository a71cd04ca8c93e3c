import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { BudgetsPage } from '@/components/budgets/budgets-page'
import { budgetsRequest, eventsOf } from '@/lib/client/budgets'
import { newQueryClient } from '@/lib/client/query-client'
import { answer } from '../_data/answer'
import { putBudgets } from '../_data/budgets'
import { putEvents } from '../_data/events'
import { loadFrame } from '../_data/load'

export const metadata: Metadata = { title: 'Budgets' }

const WEEKS = 26

export default async function Page() {
  return answer(async () => {
    const client = newQueryClient()
    const { week, empty, filters } = await loadFrame()
    const request = budgetsRequest({}, week, WEEKS)
    await Promise.all([putBudgets(client, request), putEvents(client, eventsOf(request))])
    const { teams, services } = filters
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <BudgetsPage {...{ request, empty, teams, services }} week={week.id} />
      </HydrationBoundary>
    )
  })
}
