import { database } from '@/lib/db/database'
import { apiHeaders } from '@/lib/http/problem'
import { filterShape, readFilter } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery, saidOf } from '@/lib/http/read-query'
import { route } from '@/lib/http/route'
import { canonicalJson } from '@/lib/review/canonical'
import { markdownOf } from '@/lib/review/export/markdown'
import { reviewCsv } from '@/lib/review/export/rows'
import { getWeekly } from '@/lib/review/get-weekly'
import { readClosed } from '@/lib/review/kept/closed'
import { scopeOf } from '@/lib/review/scope'
import type { WeeklyReview } from '@/lib/review/types'
import { WeekError } from '@/lib/time/weeks'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const TYPES = {
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
}
const shape = { week: name, format: oneOf(['md', 'csv', 'json']), ...filterShape }

/** Exactly the page of a week as a file; of a closed week, what was stored then. */
export const GET = route('read', async (request, { principal }) => {
  const { week, format, ...query } = readQuery(request, shape)
  const { pool } = database()
  const filter = await readFilter(pool, query, principal)
  try {
    const closed = await readClosed(pool, week, scopeOf(filter))
    const json = closed ?? canonicalJson(await getWeekly(pool, { week, filter, now: new Date() }))
    const review = JSON.parse(json) as WeeklyReview
    const body = { json: () => json, csv: () => reviewCsv(review), md: () => markdownOf(review) }
    return new Response(body[format](), {
      headers: {
        ...apiHeaders,
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="review-${review.week.id}.${format}"`,
      },
    })
  } catch (error) {
    if (!(error instanceof WeekError)) throw error
    throw badQuery([{ path: 'week', message: saidOf(week, error.allowed) }])
  }
})
