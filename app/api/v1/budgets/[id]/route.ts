import { changeBudget } from '@/lib/budgets/act'
import { asConflict, found, readChange } from '@/lib/budgets/requests'
import { database } from '@/lib/db/database'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Other numbers from a day on; what held before stays as it was. */
export const POST = route('lead', async (request, { params, principal }) => {
  const { pool } = database()
  const change = await readChange(pool, request, (await params).id ?? '', principal, new Date())
  return json(found(await asConflict(changeBudget(pool, principal, change))))
})
