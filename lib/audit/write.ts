import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'

/** One thing that was changed, by whom, from what to what. */
export interface AuditEntry {
  action: string
  subjectKind: string
  subjectId: string
  before?: unknown
  after?: unknown
}

/** Writes audit rows; to be called in the transaction of the change, so that both hold or neither. */
export async function writeAudit(
  client: Client,
  actor: { id: string; name: string },
  at: Date,
  entries: readonly AuditEntry[],
): Promise<void> {
  await insertRows(
    client,
    'audit',
    {
      org_id: 'int',
      at: 'timestamptz',
      actor_id: 'text',
      actor_name: 'text',
      action: 'text',
      subject_kind: 'text',
      subject_id: 'text',
      before: 'jsonb',
      after: 'jsonb',
    },
    entries.map((entry) => ({
      org_id: ORG,
      at,
      actor_id: actor.id,
      actor_name: actor.name,
      action: entry.action,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
    })),
  )
}
