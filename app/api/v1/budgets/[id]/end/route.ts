import { endBudget } from '@/lib/budgets/act'
import { asConflict, found, readEnd } from '@/lib/budgets/requests'
import { database } from '@/lib/db/database'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Ends a budget; what it demanded until then stays in its history. */
export const POST = route('lead', async (request, { params, principal }) => {
  const { pool } = database()
  const end = await readEnd(pool, request, (await params).id ?? '', principal, new Date())
  return json(found(await asConflict(endBudget(pool, principal, end))))
})
