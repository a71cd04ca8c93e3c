import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { json, route } from '@/lib/http/route'
import { revokeToken } from '@/lib/people/tokens/store'
import { isUuid } from '@/lib/trends/is-uuid'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Revokes a token now; an upload that it is sending is refused. */
export const DELETE = route('administer', async (_request, { params, principal }) => {
  const { id = '' } = await params
  const revoked = isUuid(id) && (await revokeToken(database().pool, principal, id))
  if (!revoked) throw new HttpProblem(404, 'There is no token with this id that holds.')
  return json({ id, revoked: true })
})
