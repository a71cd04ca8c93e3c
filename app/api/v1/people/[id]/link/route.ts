import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { renewLink } from '@/lib/people/people'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** A new one-time link, by which somebody chooses a password; earlier ones end. */
export const POST = route('administer', async (_request, { params, principal }) => {
  const { id = '' } = await params
  if (!isUuid(id)) throw new HttpProblem(404, 'There is no person with this id.')
  return json(await renewLink(database().pool, principal, id), 201)
})
