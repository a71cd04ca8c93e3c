import { type Client, ORG } from '@/lib/db/database'
import type { AuditRow } from './types'

export interface AuditQuery {
  /** Id of what was changed. */
  subject?: string
  /** Start of an action, `team` or `team.rename`. */
  action?: string
  /** Only rows written before this one. */
  before?: number
  limit: number
}

/**
 * Who changed what, newest first? By the primary key of audit; of one subject by audit (org_id,
 * subject_kind, subject_id).
 */
export async function listAudit(client: Client, query: AuditQuery): Promise<AuditRow[]> {
  const { subject = null, action = null, before = null, limit } = query
  const { rows } = await client.query<{
    seq: number
    at: Date
    actorId: string
    actorName: string
    action: string
    kind: string
    id: string
    before: unknown
    after: unknown
  }>(
    `SELECT seq, at, actor_id AS "actorId", actor_name AS "actorName", action,
       subject_kind AS kind, subject_id AS id, before, after
     FROM audit WHERE org_id = $1 AND ($2::text IS NULL OR subject_id = $2)
       AND ($3::text IS NULL OR starts_with(action, $3)) AND ($4::bigint IS NULL OR seq < $4)
     ORDER BY seq DESC LIMIT $5`,
    [ORG, subject, action, before, limit],
  )
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    by: { id: row.actorId, name: row.actorName },
    action: row.action,
    subject: { kind: row.kind, id: row.id },
    ...(row.before === null ? {} : { before: row.before }),
    ...(row.after === null ? {} : { after: row.after }),
  }))
}
