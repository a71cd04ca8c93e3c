import { queryOptions } from '@tanstack/react-query'
import type { BudgetRule, BudgetScope, BudgetState } from '@/lib/budgets/types'
import { weeksBefore } from '@/lib/format/week'
import type { Filter } from '@/lib/trends/types'
import type { EventsRequest } from './events'
import { fetchJson, postJson } from './fetch-json'
import { filterValues, withQuery } from './urls'

/** Page of all budgets, or the place of one on it. */
export const budgetsHref = (id?: string): string => (id ? `/budgets#${id}` : '/budgets')

/** Budgets of a filter as of an instant, with the weeks of their charts. */
export interface BudgetsRequest {
  filter: Filter
  at: string
  from: string
}

const FRESH_MS = 30_000

/** The budgets that a page of this week and filter shows. */
export const budgetsRequest = (
  filter: Filter,
  week: { from: string; at: string },
  weeks: number,
): BudgetsRequest => ({ filter, at: week.at, from: weeksBefore(week.from, weeks - 1) })

/** Events of the weeks of its charts. */
export const eventsOf = ({ filter, from, at }: BudgetsRequest): EventsRequest => ({
  filter,
  from,
  to: at,
})

export const budgetsQuery = ({ filter, at, from }: BudgetsRequest) => {
  const url = withQuery('/api/v1/budgets', { at, from, ...filterValues(filter) })
  return queryOptions({
    queryKey: ['budgets', url],
    queryFn: async ({ signal }) =>
      (await fetchJson<{ budgets: BudgetState[] }>(url, signal)).budgets,
    staleTime: FRESH_MS,
  })
}

interface Said {
  from?: string
  reason?: string
}

export const setBudget = (budget: BudgetScope & { rule: BudgetRule } & Said) =>
  postJson('/api/v1/budgets', budget)

export const changeBudget = (id: string, change: { seen: number; rule: BudgetRule } & Said) =>
  postJson(`/api/v1/budgets/${id}`, change)

export const endBudget = (id: string, end: { seen: number; to?: string; reason?: string }) =>
  postJson(`/api/v1/budgets/${id}/end`, end)
