import { database } from '@/lib/db/database'
import { getEvents } from '@/lib/events/get-events'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const WEEK = 7 * 86_400_000

/** What happened beside the code: releases, tools, rules, teams, notes, closed reviews, budgets. */
export const GET = route('read', async (request, { principal }) => {
  const {
    from: begin,
    to: end,
    ...query
  } = readQuery(request, {
    from: name.optional(),
    to: name.optional(),
    ...filterShape,
  })
  const { pool } = database()
  const timeZone = await getTimeZone(pool)
  const to = readInstant('to', end, 'end', timeZone) ?? new Date()
  const from = readInstant('from', begin, 'start', timeZone) ?? new Date(to.getTime() - 26 * WEEK)
  if (from > to) throw badQuery([{ path: 'from', message: 'must not be after `to`' }])
  return json({
    events: await getEvents(pool, { filter: await readFilter(pool, query, principal), from, to }),
  })
})
