import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { UndoError, undoAct } from '@/lib/ownership/acts/undo'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Takes an act back where nothing newer was decided. */
export const POST = route('take-part', async (_request, { params, principal }) => {
  const { id = '' } = await params
  if (!isUuid(id)) throw new HttpProblem(404, 'There is no act with this id.')
  try {
    return json(await undoAct(database().pool, principal, id))
  } catch (error) {
    if (!(error instanceof UndoError)) throw error
    throw new HttpProblem(error.status, error.message)
  }
})
