import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { closeAnswered } from '@/lib/questions/answered'
import { undoTie } from '@/lib/retry-paths/ties'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Takes a tie back. */
export const DELETE = route('lead', async (_request, { params, principal }) => {
  const { id = '' } = await params
  const { pool } = database()
  const undone = isUuid(id) && (await undoTie(pool, principal, id))
  if (!undone) throw new HttpProblem(404, 'There is no tie with this id that holds.')
  await closeAnswered(pool)
  return json({ id })
})
