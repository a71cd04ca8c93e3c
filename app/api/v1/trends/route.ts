import * as z from 'zod'
import { database } from '@/lib/db/database'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { getTrends } from '@/lib/trends/get-trends'
import { GROUPINGS, MEASURES } from '@/lib/trends/types'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const WEEK = 7 * 86_400_000
const WEEKS_BY_DEFAULT = 26
const WEEKS_AT_MOST = 1_100

const shape = {
  measure: oneOf(MEASURES),
  by: oneOf(GROUPINGS),
  from: name.optional(),
  to: name.optional(),
  bucket: oneOf(['week']).optional(),
  top: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number from 1 to 9999')
    .transform(Number)
    .optional(),
  ...filterShape,
}

/** One measure over the weeks, by team, service, repository or rule; `top`: the largest alone. */
export const GET = route('read-repository', async (request, { principal }) => {
  const { measure, by, top, ...query } = readQuery(request, shape)
  const { pool } = database()
  const timeZone = await getTimeZone(pool)
  const now = new Date()
  const to = readInstant('to', query.to, 'end', timeZone) ?? now
  const from =
    readInstant('from', query.from, 'start', timeZone) ??
    new Date(Math.max(0, to.getTime() - (WEEKS_BY_DEFAULT - 1) * WEEK))
  if (from > to) throw badQuery([{ path: 'from', message: 'must not be after `to`' }])
  if (to.getTime() - from.getTime() > WEEKS_AT_MOST * WEEK) {
    throw badQuery([
      { path: 'from', message: `must be at most ${WEEKS_AT_MOST} weeks before \`to\`` },
    ])
  }
  const filter = await readFilter(pool, query, principal)
  return json(await getTrends(pool, { measure, by, filter, from, to, now, timeZone, top }))
})
