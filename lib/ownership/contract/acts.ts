import type { DecisionRecord, RecordVersion } from './decision'
import type { InboxQuery } from './inbox'
import type { Actor, OwnerRef } from './words'

export const ACTS = [
  'own',
  'propose',
  'ratify',
  'reject',
  'accept',
  'hand-on',
  'release',
  'confirm',
] as const
export type ActKind = (typeof ACTS)[number]

/** POST /api/v1/ownership/acts */
export interface ActRequest {
  act: ActKind
  /** Finding ids, at most `FINDINGS_AT_MOST`; or a group of the inbox. */
  findings?: string[]
  group?: { key: string; filter?: Pick<InboxQuery, 'age' | 'candidate' | 'status'> }
  /**
   * `own`, `propose`, `hand-on`: who. Absent for `own`: each decision's best candidate.
   * A name such as `@acme/billing`, or with its kind.
   */
  owner?: string | OwnerRef
  /** Further owners; they are not accountable. */
  others?: (string | OwnerRef)[]
  reason?: string
  /** `accept`: a day or an instant in the future; default by policy. */
  until?: string
  /** `accept`: who approved; default the person who acts. */
  approver?: string
  /** `stamp` of what was looked at: whatever was decided since is left alone and said. */
  expected?: number
}

export const FINDINGS_AT_MOST = 10_000

export interface Skipped {
  finding: string
  reason: string
  /** Who was quicker, and when. */
  by?: Actor
  at?: string
}

export interface ActResult {
  /** Absent where nothing was changed: there is nothing to undo. */
  act?: string
  kind: ActKind | 'undo'
  at: string
  /** How many decisions it changed. */
  assigned: number
  skipped: Skipped[]
  /** By owner, for suggestions accepted one by one. */
  owners: { owner: OwnerRef; count: number }[]
  /** `42 assigned to @billing, 3 skipped: already owned by @ann.` */
  summary: string
  stamp: number
}

/** POST /api/v1/ownership/records */
export interface RecordRequest {
  findings?: string[]
  group?: ActRequest['group']
  record: Partial<DecisionRecord>
  /** Id of the record that was looked at, `none` where there was none; absent: not checked. */
  expected?: string
}

export interface RecordResult {
  record: RecordVersion
  written: number
  skipped: Skipped[]
}
