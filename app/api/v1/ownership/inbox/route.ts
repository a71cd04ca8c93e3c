import { database } from '@/lib/db/database'
import { CursorError } from '@/lib/findings/cursor'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery, saidOf } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getInbox } from '@/lib/ownership/inbox/get-inbox'
import { limitShape } from '@/lib/ownership/read-limit'
import { AGE_BANDS } from '@/lib/ownership/types'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const shape = {
  at: name.optional(),
  age: oneOf(AGE_BANDS).optional(),
  candidate: name.optional(),
  status: oneOf(['unowned', 'proposed', 'rejected']).optional(),
  sort: oneOf(['count', 'age']).optional(),
  limit: limitShape.optional(),
  cursor: name.optional(),
  ...filterShape,
}

/** Decisions without an owner, in groups of alike ones, each with whom to suggest. */
export const GET = route('read', async (request, { principal }) => {
  const { at, age, candidate, status, sort, limit, cursor, ...query } = readQuery(request, shape)
  const { pool } = database()
  const instant = readInstant('at', at, 'end', await getTimeZone(pool)) ?? new Date()
  const filter = await readFilter(pool, query, principal)
  try {
    const inbox = { ...filter, age, candidate, status, sort, limit, cursor }
    return json(await getInbox(pool, inbox, instant))
  } catch (error) {
    if (!(error instanceof CursorError)) throw error
    throw badQuery([{ path: 'cursor', message: saidOf(cursor ?? '', error.allowed) }])
  }
})
