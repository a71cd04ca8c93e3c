import { database } from '@/lib/db/database'
import { apiHeaders } from '@/lib/http/problem'
import { filterShape, readFilter } from '@/lib/http/read-filter'
import { badQuery, name, readQuery, saidOf } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getReview } from '@/lib/review/get-review'
import { getWeekly } from '@/lib/review/get-weekly'
import { readClosed } from '@/lib/review/kept/closed'
import { scopeOf } from '@/lib/review/scope'
import { WeekError } from '@/lib/time/weeks'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/**
 * The review of the newest week in short; of a named week the whole page, and where that week is
 * closed, the bytes that were stored then.
 */
export const GET = route('read', async (request, { principal }) => {
  const { week, ...query } = readQuery(request, { week: name.optional(), ...filterShape })
  const { pool } = database()
  const filter = await readFilter(pool, query, principal)
  const now = new Date()
  try {
    if (week === undefined) return json(await getReview(pool, { filter, now }))
    const closed = await readClosed(pool, week, scopeOf(filter))
    if (closed === undefined) return json(await getWeekly(pool, { week, filter, now }))
    return new Response(closed, {
      headers: { ...apiHeaders, 'content-type': 'application/json' },
    })
  } catch (error) {
    if (!(error instanceof WeekError)) throw error
    throw badQuery([{ path: 'week', message: saidOf(week ?? '', error.allowed) }])
  }
})
