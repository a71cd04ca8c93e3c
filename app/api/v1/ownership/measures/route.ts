import { database } from '@/lib/db/database'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getMeasures } from '@/lib/ownership/measures/get-measures'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const WEEK = 7 * 86_400_000
const WEEKS_BY_DEFAULT = 26
const WEEKS_AT_MOST = 1_100

/** Coverage, time to ownership, ages and targets; over time and by team. */
export const GET = route('read', async (request, { principal }) => {
  const shape = { from: name.optional(), to: name.optional(), ...filterShape }
  const query = readQuery(request, shape)
  const { pool } = database()
  const timeZone = await getTimeZone(pool)
  const now = new Date()
  const to = readInstant('to', query.to, 'end', timeZone) ?? now
  const from =
    readInstant('from', query.from, 'start', timeZone) ??
    new Date(Math.max(0, to.getTime() - (WEEKS_BY_DEFAULT - 1) * WEEK))
  if (from > to) throw badQuery([{ path: 'from', message: 'must not be after `to`' }])
  if (to.getTime() - from.getTime() > WEEKS_AT_MOST * WEEK) {
    const message = `must be at most ${WEEKS_AT_MOST} weeks before \`to\``
    throw badQuery([{ path: 'from', message }])
  }
  const filter = await readFilter(pool, query, principal)
  return json(await getMeasures(pool, { filter, from, to, now, timeZone }))
})
