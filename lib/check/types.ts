import type { Measure } from '@/lib/trends/types'

/**
 * What a branch would bring to the default branch. JSON only; docs/formats/check.md. The scanner has
 * a copy of what it reads of it (docs/decisions/0003-scanner-boundary.md), held to this one by
 * lib/check/contract.test.ts.
 */
export interface CheckResult {
  format: 1
  repository: string
  /** What it was compared with: the newest scan of the default branch. */
  base: { branch: string; commit: string; committedAt: string; toolVersion?: string }
  /** Findings that are new or worse; never those that stood on the default branch before. */
  items: CheckItem[]
  /** How many more there are than `items` lists. */
  left: number
  /** Findings of the default branch that the branch has no more. */
  gone: number
  /** Findings of rules that the newest scan did not have: no doing of this branch. */
  rulesAdded: number
  budgets: CheckBudget[]
  /** What the reader should know of the comparison. */
  notes: string[]
}

export interface CheckItem {
  /** new, or a retry path with more attempts than before. */
  change: 'new' | 'worse'
  measure: Measure
  rule: string
  path: string
  line?: number
  symbol?: string
  message: string
  service: string
  team?: string
  attempts?: number | 'unbounded' | 'unknown'
  before?: number | 'unbounded' | 'unknown'
  arithmetic?: string
  /** breaks: some budget does not hold with it; within: budgets speak of it and hold; unbudgeted: none does. */
  verdict: 'breaks' | 'within' | 'unbudgeted'
  /** Ids of the budgets that it breaks. */
  breaks: string[]
}

/** A budget that speaks of something new. */
export interface CheckBudget {
  id: string
  /** `team platform: no more than 2 retry layers and 6 attempts on any path` */
  words: string
  /**
   * The limit, the number on the default branch, and with this branch; left out where they count
   * findings that whoever asks may not see.
   */
  limit?: number
  before?: number
  after?: number
  broken: boolean
}
