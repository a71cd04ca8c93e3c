import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { actorOf } from '@/lib/ownership/actor'
import { undoTie } from '@/lib/retry-paths/ties'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Takes a tie back. */
export const DELETE = route(async (request, { params }) => {
  const { id = '' } = await params
  const undone = isUuid(id) && (await undoTie(database().pool, await actorOf(request), id))
  if (!undone) throw new HttpProblem(404, 'There is no tie with this id that holds.')
  return json({ id })
})
