import * as z from 'zod'
import { database } from '@/lib/db/database'
import { readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { ownerKey } from '@/lib/ownership/owner'
import { getQueue } from '@/lib/ownership/queue/get-queue'
import { limitShape } from '@/lib/ownership/read-limit'
import { QUEUES } from '@/lib/ownership/types'
import { NO_TEAM } from '@/lib/trends/conditions'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const shape = {
  at: name.optional(),
  owner: name.optional(),
  team: name.optional(),
  queue: oneOf(QUEUES).optional(),
  limit: limitShape.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,7}$/, 'is not one that this server gave')
    .transform(Number)
    .optional(),
}

/** What waits for a person or a team (`owner`: names, parted by commas); everybody's without. */
export const GET = route('read', async (request, { principal }) => {
  const { at, owner, team, queue, limit, cursor } = readQuery(request, shape)
  const { pool } = database()
  const instant = readInstant('at', at, 'end', await getTimeZone(pool)) ?? new Date()
  const filter = await readFilter(pool, { team }, principal)
  if (filter.team === NO_TEAM) throw badQuery([{ path: 'team', message: 'has no queue' }])
  const names = (owner ?? '').split(',').map(ownerKey)
  const keys = names.filter((key) => key !== '')
  return json(
    await getQueue(pool, { keys, team: filter.team, queue, limit, offset: cursor }, instant),
  )
})
