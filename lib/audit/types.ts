/** One row of the audit trail. JSON only. */
export interface AuditRow {
  seq: number
  at: string
  by: { id: string; name: string }
  action: string
  subject: { kind: string; id: string }
  before?: unknown
  after?: unknown
}
