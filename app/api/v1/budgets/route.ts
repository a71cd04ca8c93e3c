import { setBudget } from '@/lib/budgets/act'
import { asConflict, readNewBudget, readOfFilter } from '@/lib/budgets/requests'
import { database } from '@/lib/db/database'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Budgets as of a day or instant, the breached ones first, each with what breaks it. */
export const GET = route('read-repository', async (request, { principal }) =>
  json({ budgets: await readOfFilter(database().pool, request, principal, new Date()) }),
)

/** Sets a budget for a team or service. */
export const POST = route('lead', async (request, { principal }) => {
  const { pool } = database()
  const budget = await readNewBudget(pool, request, principal, new Date())
  return json(await asConflict(setBudget(pool, principal, budget)), 201)
})
