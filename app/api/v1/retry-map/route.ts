import { database } from '@/lib/db/database'
import { readFilter, readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
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
}

/** Services, calls and how retries multiply on the way, as of an instant (default: now). */
export const GET = route('read', async (request, { principal }) => {
  const { at, ...query } = readQuery(request, shape)
  const { pool } = database()
  const instant = readInstant('at', at, 'end', await getTimeZone(pool)) ?? new Date()
  return json(await getRetryMap(pool, await readFilter(pool, query, principal), instant))
})
