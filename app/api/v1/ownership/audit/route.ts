import * as z from 'zod'
import { listAudit } from '@/lib/audit/list'
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
  const rows = await listAudit(database().pool, { ...query, before: cursor, limit: limit + 1 })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const next = last ? { next: String(last.seq) } : {}
  return json({ rows: rows.slice(0, limit), ...next } satisfies AuditPage)
})
