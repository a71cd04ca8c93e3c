import { database } from '@/lib/db/database'
import { getFlow } from '@/lib/flows/get-flow'
import { HttpProblem } from '@/lib/http/problem'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Where a timeout or a retry could happen in the flows of one entry point, in order. */
export const GET = route('read', async (request, { params }) => {
  const { id } = await params
  const query = readQuery(request, { at: name.optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool)) ?? new Date()
  const flow = await getFlow(pool, id ?? '', at)
  if (!flow) throw new HttpProblem(404, 'There is no entry point or function with this id.')
  return json(flow)
})
