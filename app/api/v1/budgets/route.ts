import { setBudget } from '@/lib/budgets/act'
import { asConflict, readNewBudget, readOfFilter } from '@/lib/budgets/requests'
import { database } from '@/lib/db/database'
import { json, route } from '@/lib/http/route'
import { actorOf } from '@/lib/ownership/actor'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Budgets as of a day or instant, the breached ones first, each with what breaks it. */
export const GET = route(async (request) =>
  json({ budgets: await readOfFilter(database().pool, request, new Date()) }),
)

/** Sets a budget for a team or service. */
export const POST = route(async (request) => {
  const { pool } = database()
  const budget = await readNewBudget(pool, request, new Date())
  return json(await asConflict(setBudget(pool, await actorOf(request), budget)), 201)
})
