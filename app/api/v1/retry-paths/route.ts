import { database } from '@/lib/db/database'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { listRetryPaths } from '@/lib/retry-paths/list-paths'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Duplicated retry paths as of an instant (default: now), the worst first. */
export const GET = route('read', async (request, { principal }) => {
  const { at, ...query } = readQuery(request, { at: name.optional(), ...filterShape })
  const { pool } = database()
  const instant = readInstant('at', at, 'end', await getTimeZone(pool)) ?? new Date()
  return json(await listRetryPaths(pool, await readFilter(pool, query, principal), instant))
})
