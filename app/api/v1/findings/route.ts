import * as z from 'zod'
import { database } from '@/lib/db/database'
import { CursorError } from '@/lib/findings/cursor'
import { listFindings } from '@/lib/findings/list-findings'
import { listQueryOf, listShape } from '@/lib/findings/read-list-query'
import { badQuery, readQuery, saidOf } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const ROWS_AT_MOST = 500
const aboutRows = `must be a number from 1 to ${ROWS_AT_MOST}`

const shape = {
  ...listShape,
  limit: z
    .string()
    .regex(/^\d{1,4}$/, aboutRows)
    .transform(Number)
    .refine((rows) => rows >= 1 && rows <= ROWS_AT_MOST, aboutRows)
    .optional(),
  cursor: z.string().max(8192, 'is too long').optional(),
}

/** Exactly the findings behind a number. */
export const GET = route('read-repository', async (request, { principal }) => {
  const { limit, cursor, ...asked } = readQuery(request, shape)
  const { pool } = database()
  const query = await listQueryOf(pool, asked, principal)
  try {
    return json(await listFindings(pool, { ...query, limit, cursor }))
  } catch (error) {
    if (!(error instanceof CursorError)) throw error
    throw badQuery([{ path: 'cursor', message: saidOf(cursor ?? '', error.allowed) }])
  }
})
