import { database } from '@/lib/db/database'
import { listStarts } from '@/lib/flows/get-flow'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { readRepository } from '@/lib/http/read-repository'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Where the flows of a repository begin, the worst first. */
export const GET = route('read', async (request, { principal }) => {
  const query = readQuery(request, { repository: name, q: name.optional(), at: name.optional() })
  const { pool } = database()
  const repository = await readRepository(pool, query.repository, principal)
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool)) ?? new Date()
  return json(await listStarts(pool, repository.id, at, query.q))
})
