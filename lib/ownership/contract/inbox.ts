import type { Filter } from '@/lib/trends/types'
import type { Age, AgeBand, HowOld } from './decision'
import type { Candidate } from './words'

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
  /** How many of the group it is the best candidate of, how many have another, and how many none. */
  agrees: number
  differs: number
  without: number
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
  oldest?: HowOld
  /** Send back as `expected`. */
  stamp: number
}
