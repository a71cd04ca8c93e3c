/** One row of the audit trail. JSON only. */
export interface AuditRow {
  seq: number
  at: string
  by: { id: string; name: string }
  action: string
  /** `name`: what it is called, or what a finding says, where that is known. */
  subject: { kind: string; id: string; name?: string }
  before?: unknown
  after?: unknown
}
