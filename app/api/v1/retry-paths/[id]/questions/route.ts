import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { askOwners } from '@/lib/questions/act'
import { questionsAbout } from '@/lib/questions/read'
import { askShape } from '@/lib/questions/shape'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** What the owners of the layers of a path were asked, and how it ended. */
export const GET = route('read', async (_request, { params }) => {
  const { id = '' } = await params
  if (!isUuid(id)) throw new HttpProblem(404, 'There is no retry path with this id.')
  return json({ questions: await questionsAbout(database().pool, id) })
})

/** Asks the owners of all layers of a path one question. */
export const POST = route('take-part', async (request, { params, principal }) => {
  const { id = '' } = await params
  const body = await readBody(request, askShape)
  return json({ id: await askOwners(database().pool, principal, id, body) }, 201)
})
