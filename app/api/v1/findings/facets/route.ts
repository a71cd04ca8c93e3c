import { database } from '@/lib/db/database'
import { listFacets } from '@/lib/findings/list-facets'
import { readListQuery } from '@/lib/findings/read-list-query'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** What a list of findings can be narrowed to, with counts. */
export const GET = route('read', async (request, { principal }) => {
  const { pool } = database()
  return json({ facets: await listFacets(pool, await readListQuery(pool, request, principal)) })
})
