import * as z from 'zod'
import { auditPage } from '@/lib/audit/page'
import { database } from '@/lib/db/database'
import { name, readQuery } from '@/lib/http/read-query'
import { json, route } from '@/lib/http/route'
import { limitShape } from '@/lib/ownership/read-limit'
import type { AuditPage } from '@/lib/ownership/types'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

const PAGE = 100

const shape = {
  subject: name.optional(),
  action: name.optional(),
  limit: limitShape.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'is not one that this server gave')
    .transform(Number)
    .optional(),
}

/** Who changed what, newest first. */
export const GET = route('read', async (request) => {
  const { limit = PAGE, cursor, ...query } = readQuery(request, shape)
  const asked = { ...query, before: cursor, limit }
  return json((await auditPage(database().pool, asked)) satisfies AuditPage)
})
