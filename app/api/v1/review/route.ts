import { database } from '@/lib/db/database'
import { filterShape, readFilter } from '@/lib/http/read-filter'
import { badQuery, name, readQuery, saidOf } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getReview } from '@/lib/review/get-review'
import { WeekError } from '@/lib/time/weeks'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** The weekly review. */
export const GET = route(async (request) => {
  const { week, ...query } = readQuery(request, { week: name.optional(), ...filterShape })
  const { pool } = database()
  const filter = await readFilter(pool, query)
  try {
    return json(await getReview(pool, { week, filter, now: new Date() }))
  } catch (error) {
    if (!(error instanceof WeekError)) throw error
    throw badQuery([{ path: 'week', message: saidOf(week ?? '', error.allowed) }])
  }
})
