import { database } from '@/lib/db/database'
import { getFinding } from '@/lib/findings/get-finding'
import { HttpProblem } from '@/lib/http/problem'
import { readInstant } from '@/lib/http/read-filter'
import { name, oneOf, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** One finding as of an instant, with its life; `steps=all` for every step and place of it. */
export const GET = route('read', async (request, { params }) => {
  const { id } = await params
  const query = readQuery(request, { at: name.optional(), steps: oneOf(['all']).optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool))
  const finding = await getFinding(pool, id ?? '', at?.toISOString(), query.steps === 'all')
  if (!finding) throw new HttpProblem(404, 'There is no finding with this id.')
  return json(finding)
})
