import { changeBudget } from '@/lib/budgets/act'
import { asConflict, found, readChange } from '@/lib/budgets/requests'
import { database } from '@/lib/db/database'
import { json, route } from '@/lib/http/route'
import { actorOf } from '@/lib/ownership/actor'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Other numbers from a day on; what held before stays as it was. */
export const PUT = route(async (request, { params }) => {
  const { pool } = database()
  const change = await readChange(pool, request, (await params).id ?? '', new Date())
  return json(found(await asConflict(changeBudget(pool, await actorOf(request), change))))
})
