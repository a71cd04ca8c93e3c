import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getDecision } from '@/lib/ownership/get-decision'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** One decision with its ledger: how it stands and why, who may own it, what was recorded. */
export const GET = route('read', async (request, { params }) => {
  const { id = '' } = await params
  const query = readQuery(request, { at: name.optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool)) ?? new Date()
  const decision = await getDecision(pool, id, at)
  if (!decision) throw new HttpProblem(404, 'There is no decision with this id.')
  return json(decision)
})
