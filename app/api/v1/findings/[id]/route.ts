import * as z from 'zod'
import { database } from '@/lib/db/database'
import { getFinding } from '@/lib/findings/get-finding'
import type { Steps } from '@/lib/findings/types'
import { HttpProblem } from '@/lib/http/problem'
import { readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { getTimeZone } from '@/lib/trends/get-time-zone'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const steps = z
  .string()
  .regex(/^(all|[1-9]\d{0,4})$/, 'must be all, or the number of a page, from 1')
  .transform((text): Steps => (text === 'all' ? text : Number(text)))

/** One finding as of an instant, with its life; `steps` says which of its steps and places. */
export const GET = route('read', async (request, { params }) => {
  const { id } = await params
  const query = readQuery(request, { at: name.optional(), steps: steps.optional() })
  const { pool } = database()
  const at = readInstant('at', query.at, 'end', await getTimeZone(pool))
  const finding = await getFinding(pool, id ?? '', at?.toISOString(), query.steps)
  if (!finding) throw new HttpProblem(404, 'There is no finding with this id.')
  return json(finding)
})
