import { database } from '@/lib/db/database'
import { readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getFrame } from '@/lib/review/get-review'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** The newest week, how well it is known and what pages can be narrowed to; reads no finding. */
export const GET = route('read', async (request) => {
  readQuery(request, {})
  return json(await getFrame(database().pool, { filter: {}, now: new Date() }))
})
