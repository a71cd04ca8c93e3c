import type { QueryClient } from '@tanstack/react-query'
import { getBudgets } from '@/lib/budgets/get-budgets'
import { scopesOf } from '@/lib/budgets/scopes'
import { type BudgetsRequest, budgetsQuery } from '@/lib/client/budgets'
import { readDirectory } from '@/lib/trends/directory'
import { reading } from './reader'

/** Budgets of a filter as of an instant. */
export async function putBudgets(client: QueryClient, request: BudgetsRequest): Promise<void> {
  const { pool } = await reading()
  const [at, from] = [new Date(request.at), new Date(request.from)]
  const scopes = await scopesOf(pool, request.filter, await readDirectory(pool), at)
  const budgets = await getBudgets(pool, { scopes, from, at, now: new Date() })
  client.setQueryData(budgetsQuery(request).queryKey, budgets)
}
