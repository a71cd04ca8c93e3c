import { presentView } from '@/lib/client/views'
import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { oneOf, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { permit } from '@/lib/people/permission'
import { asProblem } from '@/lib/views/problems'
import { newViewShape } from '@/lib/views/read-view'
import { listViews, saveView } from '@/lib/views/store'
import { VIEW_PAGES } from '@/lib/views/types'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Named views of a table: everybody's, and one's own. */
export const GET = route('read', async (request, { principal }) => {
  const { page } = readQuery(request, { page: oneOf(VIEW_PAGES) })
  return json({ views: await listViews(database().pool, page, principal) })
})

/** Names a filter and order: for oneself as anybody who reads, for everybody as who takes part. */
export const POST = route('read', async (request, { principal }) => {
  const view = await readBody(request, newViewShape)
  if (view.shared) permit(principal, 'take-part')
  const query = presentView(view.page, view.query)
  return json(await asProblem(saveView(database().pool, principal, { ...view, query })), 201)
})
