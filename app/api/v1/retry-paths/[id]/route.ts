import { database } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getRetryPath } from '@/lib/retry-paths/get-path'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** One retry path as of an instant; `without` names layers to leave out, by key, with commas. */
export const GET = route('read', async (request, { params }) => {
  const { id } = await params
  const query = readQuery(request, { at: name.optional(), without: name.optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool)) ?? new Date()
  const path = await getRetryPath(pool, id ?? '', at, query.without?.split(',') ?? [])
  if (!path) throw new HttpProblem(404, 'There is no retry path with this id.')
  return json(path)
})
