import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { closeQuestion } from '@/lib/questions/act'
import { closeShape } from '@/lib/questions/shape'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Closes a question by hand, for good, with the reason. */
export const POST = route('take-part', async (request, { params, principal }) => {
  const { id = '' } = await params
  const { reason } = await readBody(request, closeShape)
  const closed =
    isUuid(id) && (await closeQuestion(database().pool, principal, id, { how: 'by-hand', reason }))
  if (!closed) throw new HttpProblem(404, 'There is no open question with this id.')
  return json({ id })
})
