import { database } from '@/lib/db/database'
import { apiHeaders } from '@/lib/http/problem'
import { filterShape, readFilter } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery, saidOf } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { CompareError, compare } from '@/lib/review/compare'
import { csvOf } from '@/lib/review/export/csv'
import type { Comparison } from '@/lib/review/types'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const format = oneOf(['json', 'csv']).optional()

/** What is different between two dates or commits: numbers and whole lists. */
export const GET = route('read', async (request, { principal }) => {
  const query = readQuery(request, { from: name, to: name, format, ...filterShape })
  const { pool } = database()
  const filter = await readFilter(pool, query, principal)
  const timeZone = await getTimeZone(pool)
  try {
    const result = await compare(pool, { from: query.from, to: query.to, filter, timeZone })
    if (query.format !== 'csv') return json(result)
    return new Response(csv(result), {
      headers: {
        ...apiHeaders,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="comparison.csv"',
      },
    })
  } catch (error) {
    if (!(error instanceof CompareError)) throw error
    throw badQuery([{ path: error.parameter, message: saidOf(error.value, error.allowed) }])
  }
})

function csv({ changed, owners }: Comparison): string {
  return csvOf([
    ['measure', 'what', 'rule', 'place', 'finding', 'before', 'now'],
    ...changed.map((row) => [row.measure, row.part, row.rule, row.place, row.id]),
    ...owners.map((row) => [
      ...['unowned-decisions', 'changed owner', row.rule, row.place, row.id],
      ...[row.before, row.now],
    ]),
  ])
}
