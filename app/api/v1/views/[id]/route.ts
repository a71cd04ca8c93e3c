import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { asProblem, found } from '@/lib/views/problems'
import { renameShape } from '@/lib/views/read-view'
import { deleteView, renameView } from '@/lib/views/store'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Another name for a view of one's own; everybody's are renamed by tech leads too. */
export const PATCH = route('read', async (request, { params, principal }) => {
  const { id = '' } = await params
  const { name } = await readBody(request, renameShape)
  return json(await found(id, () => asProblem(renameView(database().pool, principal, id, name))))
})

/** Forgets a view; who may is as for its name. */
export const DELETE = route('read', async (_request, { params, principal }) => {
  const { id = '' } = await params
  return json(await found(id, () => asProblem(deleteView(database().pool, principal, id))))
})
