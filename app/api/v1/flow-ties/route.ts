import * as z from 'zod'
import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { readFilter } from '@/lib/http/read-filter'
import { name } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { closeAnswered } from '@/lib/questions/answered'
import { makeTie } from '@/lib/retry-paths/ties'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const shape = z.strictObject({
  outKey: name,
  repository: name,
  service: name,
  entryKey: name.optional(),
  reason: name.optional(),
})

/** Ties calls that do not join to a service (and entry point), by hand and once. */
export const POST = route('lead', async (request, { principal }) => {
  const { pool } = database()
  const body = await readBody(request, shape)
  const { repository = '' } = await readFilter(pool, { repository: body.repository }, principal)
  const id = await makeTie(pool, principal, { ...body, repository })
  await closeAnswered(pool)
  return json({ id }, 201)
})
