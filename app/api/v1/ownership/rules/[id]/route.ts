import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { endRule } from '@/lib/ownership/rules/store'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Ends a rule from now on. */
export const DELETE = route('lead', async (_request, { params, principal }) => {
  const { id = '' } = await params
  const ended = isUuid(id) && (await endRule(database().pool, principal, id))
  if (!ended) throw new HttpProblem(404, 'There is no rule with this id that still holds.')
  return json({ id, ended: true })
})
