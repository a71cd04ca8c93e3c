import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { json, route } from '@/lib/http/route'
import { changePerson } from '@/lib/people/people'
import { changeShape } from '@/lib/people/read-person'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Changes somebody's role, teams, names, or whether they may sign in. */
export const PATCH = route('administer', async (request, { params, principal }) => {
  const { id = '' } = await params
  if (!isUuid(id)) throw new HttpProblem(404, 'There is no person with this id.')
  const change = await readBody(request, changeShape)
  return json(await changePerson(database().pool, principal, id, change))
})
