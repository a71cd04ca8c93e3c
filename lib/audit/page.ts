import type { Client } from '@/lib/db/database'
import { type AuditQuery, listAudit } from './list'
import type { AuditRow } from './types'

/** So many rows, and where the next ones begin. */
export async function auditPage(
  client: Client,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; next?: string }> {
  const { limit } = query
  const rows = await listAudit(client, { ...query, limit: limit + 1 })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), ...(last ? { next: String(last.seq) } : {}) }
}
