import { database } from '@/lib/db/database'
import { getFreshness } from '@/lib/freshness/get-freshness'
import { readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** How fresh the newest numbers are; cheap enough for every page. */
export const GET = route('read', async (request) => {
  readQuery(request, {})
  return json(await getFreshness(database().pool, new Date()))
})
