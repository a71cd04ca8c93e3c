import { database } from '@/lib/db/database'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { readRepository } from '@/lib/http/read-repository'
import { json, route } from '@/lib/http/route'
import { whoOwns } from '@/lib/ownership/paths/who-owns'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Who owns this path, by every source, and why. */
export const GET = route('read', async (request, { principal }) => {
  const query = readQuery(request, { repository: name, path: name, at: name.optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool)) ?? new Date()
  const repository = await readRepository(pool, query.repository, principal)
  const path = query.path.replace(/^(\.?\/)+/, '')
  return json(await whoOwns(pool, repository, path, at))
})
