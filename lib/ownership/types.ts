import type { AuditRow } from '@/lib/audit/list'
import type { FindingRow } from '@/lib/findings/types'
import type { Filter } from '@/lib/trends/types'

/** What the API of the ledger takes and gives. JSON only; instants are ISO strings. */

export const STATUSES = [
  'unowned',
  'proposed',
  'owned',
  'ratified',
  'rejected',
  'accepted',
] as const
export type Status = (typeof STATUSES)[number]

export interface OwnerRef {
  kind: 'team' | 'person'
  /** As people write it: `@acme/billing`, `ann@example.com`. */
  name: string
}

/** Who acts; without sign-in the local person. */
export interface Actor {
  id: string
  name: string
}

export const CANDIDATE_SOURCES = ['rule', 'codeowners', 'catalog', 'introduced', 'wrote'] as const
export type CandidateSource = (typeof CANDIDATE_SOURCES)[number]

/** A suggestion, with where it comes from and how sure it is. */
export interface Candidate {
  owner: OwnerRef
  /** Further owners that the same source names; the first is the one to be accountable. */
  others?: OwnerRef[]
  source: CandidateSource
  /** `CODEOWNERS:14`, `catalog-info.yaml:9`, a commit. */
  where: string
  path?: string
  line?: number
  commit?: string
  confidence: 'sure' | 'likely' | 'weak'
  /** One sentence for people. */
  reason: string
}

/** A source that could not say anything, and why: unknown is not nobody. */
export interface NoCandidate {
  owner?: undefined
  source: CandidateSource
  reason: string
}

export const DECAY_KINDS = ['owner-left', 'team-dissolved', 'review-due', 'code-changed'] as const
export type DecayKind = (typeof DECAY_KINDS)[number]

/** Why an owned decision asks to be confirmed. It still counts as owned. */
export interface Decay {
  kind: DecayKind
  /** Since when. */
  since: string
  reason: string
}

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
  /** Send back as `expected`. */
  stamp: number
}

export interface Age {
  introduced: string
  days: number
  band: AgeBand
  /** Days until the target of its kind is missed; negative once it is. */
  daysLeft: number
}

export const AGE_BANDS = ['0-7', '8-30', '31-90', '90+'] as const
export type AgeBand = (typeof AGE_BANDS)[number]

/** What the inbox shows; ids, not names. All of it may stand in the URL. */
export interface InboxQuery extends Filter {
  /** Age band. */
  age?: AgeBand
  /** Only where this owner is suggested; `none`: where nobody is. */
  candidate?: string
  /** Only rejected ones, or only proposed ones; default: everything without an owner. */
  status?: 'unowned' | 'proposed' | 'rejected'
  sort?: 'count' | 'age'
  limit?: number
  cursor?: string
}

/** Unowned decisions that are alike: same service, kind, shape and directory. */
export interface InboxGroup {
  /** Opaque; names the group in acts. */
  key: string
  /** `Cached lookups without expiry`-like: what the decisions do. */
  title: string
  repository: { id: string; name: string }
  service: { id: string; name: string }
  team?: { id: string; name: string }
  decisionKind: string
  /** Library and shape as the detector names it; empty where it does not. */
  shape: string
  directory: string
  count: number
  oldest: Age
  /** Of these, how many were rejected and how many proposed to somebody. */
  rejected: number
  proposed: number
  suggestion?: Suggestion
  /** At most `FINDINGS_SHOWN`, oldest first; `count` is the whole number. */
  findings: string[]
}

/** What most decisions of a group have as their best candidate. */
export interface Suggestion extends Candidate {
  /** How many of the group it is the best candidate of, and how many have another. */
  agrees: number
  differs: number
}

export const FINDINGS_SHOWN = 200

/** GET /api/v1/ownership/inbox */
export interface Inbox {
  at: string
  /** Exactly the number that charts show for the same filter, before age and candidate narrow it. */
  decisions: number
  /** Within all filters. */
  matching: number
  groups: InboxGroup[]
  /** All groups, not only those of this page. */
  totalGroups: number
  next?: string
  oldest?: Age
  /** Send back as `expected`. */
  stamp: number
}

export const QUEUES = [
  'to-own',
  'to-ratify',
  'expiring',
  'expired',
  'decayed',
  'review-due',
  'rejected',
] as const
export type QueueName = (typeof QUEUES)[number]

export interface QueueItem {
  finding: FindingRow
  standing: Omit<Standing, 'because'>
  decay: Decay[]
  reviewOn?: string
  age: Age
}

/** GET /api/v1/ownership/queue?owner=@billing&queue=&cursor= */
export interface Queue {
  at: string
  owners: string[]
  sections: { queue: QueueName; total: number; items: QueueItem[]; next?: string }[]
  stamp: number
}

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

/** GET /api/v1/ownership/who?repository=&path=&at= */
export interface WhoOwns {
  repository: { id: string; name: string }
  path: string
  at: string
  candidates: Candidate[]
  unknown: NoCandidate[]
  /** Every rule of CODEOWNERS that matches, in file order, and what became of it. */
  codeowners?: {
    path: string
    dialect: string
    dialectBecause: string
    /** Commit time from which this text is known. */
    since: string
    summary: string
    steps: {
      line: number
      pattern: string
      section?: string
      owners: string[]
      covers: string
      outcome: 'decides' | 'overridden' | 'excludes'
      because: string
    }[]
  }
}

/** GET /api/v1/ownership/codeowners?repository=&at= */
export interface CodeownersLint {
  repository: { id: string; name: string }
  at: string
  /** Absent where the repository has none, or no scan has told. */
  file?: { path: string; dialect: string; dialectBecause: string; since: string }
  /** Paths looked at: those with findings, not all that are tracked; `dead` is about these. */
  paths: number
  dead: { line: number; pattern: string; advice: string }[]
  shadowed: { line: number; pattern: string; by: number[] }[]
  duplicates: { pattern: string; lines: number[] }[]
  unowned: {
    paths: number
    groups: { directory: string; whole: boolean; paths: number; examples: string[] }[]
  }
  unknownOwners: { owner: string; lines: number[] }[]
  diagnostics: {
    line: number
    severity: 'error' | 'warning'
    message: string
    advice: string
  }[]
  /** Why there is nothing to lint. */
  note?: string
}

/** Explicit suggestion for paths. GET, POST /api/v1/ownership/rules, DELETE …/rules/{id} */
export interface OverrideRule {
  id: string
  repository?: { id: string; name: string }
  pattern: string
  decisionKind?: string
  owner: OwnerRef
  reason?: string
  by: string
  from: string
  to?: string
}

/** GET /api/v1/ownership/measures?from=&to=&team=… */
export interface Measures {
  at: string
  /** Owned, ratified and declared, of all decisions that count. */
  coverage: Coverage
  /** Week by week; null where no scan speaks. */
  overTime: { at: string; owned: number; open: number; accepted: number; share: number | null }[]
  /** Of decisions that got their first owner within [from, to]. */
  timeToOwnership: TimeToOwnership
  /** Unowned ones by age. */
  ages: { band: AgeBand; count: number }[]
  byTeam: {
    team: { id: string; name: string }
    coverage: Coverage
    timeToOwnership: TimeToOwnership
    oldest?: Age
    overdue: number
  }[]
  targets: {
    decisionKind: string
    days: number
    open: number
    /** Older than the target, and those that will be within 7 days. */
    overdue: number
    soon: number
    oldest?: Age
  }[]
}

export interface Coverage {
  owned: number
  /** Without an owner, rejected ones among them. */
  open: number
  rejected: number
  accepted: number
  /** owned / (owned + open), null where there is none of either. */
  share: number | null
}

export interface TimeToOwnership {
  decisions: number
  medianDays: number | null
  p90Days: number | null
}

/** POST /api/v1/ownership/reorganisations (`preview: true` changes nothing) */
export interface ReorganisationRequest {
  change:
    | { kind: 'rename'; from: string; to: string }
    | { kind: 'merge'; from: string[]; to: string }
    | { kind: 'split'; from: string; parts: { to: string; services: string[] }[]; rest?: string }
    | { kind: 'dissolve'; from: string }
    | { kind: 'leave'; from: string; to?: string }
  preview?: boolean
  /** `stamp` of the preview: refused where the teams changed since. */
  expected?: string
}

export interface ReorganisationResult {
  preview: boolean
  at: string
  moves: {
    from: string
    to: string | null
    service?: string
    /** What would be another team's from now on; history keeps what it was. */
    decisions: number
    findings: number
    /** Decisions that the team owns by name. */
    owned: number
    services: string[]
  }[]
  notes: string[]
  stamp: string
}

/** GET /api/v1/ownership/audit?subject=&action=&cursor= */
export interface AuditPage {
  rows: AuditRow[]
  next?: string
}
