import { database } from '@/lib/db/database'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { readRepository } from '@/lib/http/read-repository'
import { json, route } from '@/lib/http/route'
import { lintRepository } from '@/lib/ownership/paths/lint'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Rules of a repository's CODEOWNERS that do nothing, or not what they seem to. */
export const GET = route('read', async (request, { principal }) => {
  const query = readQuery(request, { repository: name, at: name.optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool)) ?? new Date()
  return json(
    await lintRepository(pool, await readRepository(pool, query.repository, principal), at),
  )
})
