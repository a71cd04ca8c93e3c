import type { FindingRow } from '@/lib/findings/types'
import type { Actor, Candidate, Decay, NoCandidate, OwnerRef, Status } from './words'

/** How a decision stands as of an instant. */
export interface Standing {
  status: Status
  owner?: OwnerRef
  others?: OwnerRef[]
  /** Somebody who was asked to own it and has not answered. */
  proposed?: OwnerRef
  since?: string
  /** `accepted`: when it re-opens, who approved it and why. */
  until?: string
  approver?: string
  reason?: string
  by?: Actor
  /** The act that decides; absent where a declaration or nothing does. */
  act?: string
  source: 'act' | 'comment' | 'document' | 'none'
  /** Why it stands so and what it won over, in sentences. */
  because: string[]
}

/** What an owner states about a decision; Markdown, to be shown as text. */
export interface DecisionRecord {
  invariants: string
  failureModes: string
  assumptions: string
  dataOwnership: string
  /** A day, `2027-05-22`. */
  reviewOn?: string
  /** Link or path of an ADR. */
  adr?: string
}

export interface RecordVersion extends DecisionRecord {
  id: string
  at: string
  by: Actor
  /** How many decisions this text speaks of. */
  decisions: number
}

/** The questions a record asks, by kind of decision. */
export interface RecordTemplate {
  decisionKind: string
  label: string
  fields: {
    field: 'invariants' | 'failureModes' | 'assumptions' | 'dataOwnership'
    label: string
    /** Short, for a placeholder. */
    question: string
    /** What a good answer covers. */
    asks: string[]
    example: string
  }[]
  reviewInDays: number
}

/** A stretch of a decision's ownership, oldest first. */
export interface HistoryRow {
  from: string
  /** Absent while it lasts. */
  to?: string
  status: Status
  owner?: OwnerRef
  proposed?: OwnerRef
  source: Standing['source']
  act?: string
  by?: Actor
  reason?: string
  undone?: boolean
}

/** One decision with its ledger: GET /api/v1/ownership/decisions/{id}?at= */
export interface Decision {
  finding: FindingRow
  at: string
  present: boolean
  standing: Standing
  decay: Decay[]
  candidates: Candidate[]
  unknown: NoCandidate[]
  record?: RecordVersion
  records: RecordVersion[]
  template: RecordTemplate
  history: HistoryRow[]
  /** Introduced to first owner, or to now while unowned. */
  age: Age
  /** Why it was first seen then, where it may have been there long before (`age.atLeast`). */
  firstSeen?: 'first-scan' | 'rule-added'
  /** Send back as `expected`. */
  stamp: number
}

export interface HowOld {
  /** Where `atLeast`: when it was first seen, since nobody said when it was introduced. */
  introduced: string
  days: number
  atLeast: boolean
  band: AgeBand
}

export interface Age extends HowOld {
  /** Days until the target of its kind is missed; negative once it is. */
  daysLeft: number
  /** Since when the repository is known here, where the target counts from that. */
  knownAt?: string
}

export const AGE_BANDS = ['0-7', '8-30', '31-90', '90+'] as const
export type AgeBand = (typeof AGE_BANDS)[number]
