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
