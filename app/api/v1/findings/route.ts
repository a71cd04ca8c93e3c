import * as z from 'zod'
import { database } from '@/lib/db/database'
import { CursorError } from '@/lib/findings/cursor'
import { listFindings } from '@/lib/findings/list-findings'
import { PARTS } from '@/lib/findings/types'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery, saidOf } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { MEASURES } from '@/lib/trends/types'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const ROWS_AT_MOST = 500
const aboutRows = `must be a number from 1 to ${ROWS_AT_MOST}`

const shape = {
  measure: oneOf(MEASURES).optional(),
  at: name.optional(),
  since: name.optional(),
  change: oneOf(['appeared', 'gone']).optional(),
  part: oneOf(PARTS).optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, aboutRows)
    .transform(Number)
    .refine((rows) => rows >= 1 && rows <= ROWS_AT_MOST, aboutRows)
    .optional(),
  cursor: z.string().max(8192, 'is too long').optional(),
  ...filterShape,
}

/** Exactly the findings behind a number. */
export const GET = route(async (request) => {
  const { measure, change, part, limit, cursor, ...query } = readQuery(request, shape)
  const { pool } = database()
  const timeZone = await getTimeZone(pool)
  const at = readInstant('at', query.at, 'end', timeZone) ?? new Date()
  const since = readInstant('since', query.since, 'end', timeZone)
  if ((since === undefined) !== (change === undefined && part === undefined)) {
    const path = since ? 'change' : 'since'
    const message = '`since` and `change` (or `part`) are given together or not at all'
    throw badQuery([{ path, message }])
  }
  if (change && part) throw badQuery([{ path: 'part', message: 'says the direction already' }])
  if (since && since > at) throw badQuery([{ path: 'since', message: 'must not be after `at`' }])
  const filter = await readFilter(pool, query)
  try {
    const page = await listFindings(pool, {
      ...filter,
      measure,
      at: at.toISOString(),
      since: since?.toISOString(),
      change,
      part,
      limit,
      cursor,
    })
    return json(page)
  } catch (error) {
    if (!(error instanceof CursorError)) throw error
    throw badQuery([{ path: 'cursor', message: saidOf(cursor ?? '', error.allowed) }])
  }
})
