import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { actorOf } from '@/lib/ownership/actor'
import { UndoError, undoAct } from '@/lib/ownership/acts/undo'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Takes an act back where nothing newer was decided. */
export const POST = route(async (request, { params }) => {
  const { id = '' } = await params
  if (!isUuid(id)) throw new HttpProblem(404, 'There is no act with this id.')
  try {
    return json(await undoAct(database().pool, await actorOf(request), id))
  } catch (error) {
    if (!(error instanceof UndoError)) throw error
    throw new HttpProblem(error.status, error.message)
  }
})
