import { database } from '@/lib/db/database'
import { readFilter, readInstant } from '@/lib/http/read-filter'
import { name, oneOf, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getRetryMap } from '@/lib/retry-paths/get-map'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const shape = {
  at: name.optional(),
  repository: name.optional(),
  team: name.optional(),
  service: name.optional(),
  hops: oneOf(['1', '2']).optional(),
}

/** Services, calls and how retries multiply on the way, as of an instant (default: now). */
export const GET = route('read', async (request, { principal }) => {
  const { at, hops, ...query } = readQuery(request, shape)
  const { pool } = database()
  const instant = readInstant('at', at, 'end', await getTimeZone(pool)) ?? new Date()
  const filter = await readFilter(pool, query, principal)
  return json(await getRetryMap(pool, filter, instant, hops === '2' ? 2 : 1))
})
