import type { FindingQuery } from '@/lib/findings/types'
import type { Measure } from '@/lib/trends/types'

/** What a budget limits. `falls`: the lowest number at the end of any week so far is the limit. */
export type BudgetRule =
  | { kind: 'retries'; measure: 'duplicated-retries'; layers: number; attempts: number }
  | { kind: 'unowned'; measure: 'unowned-decisions'; days: number; most: number }
  | { kind: 'most'; measure: Measure; most: number }
  | { kind: 'falls'; measure: Measure }

/** Whose budget it is. */
export interface BudgetScope {
  by: 'team' | 'service'
  key: string
}

/** A budget as it was stated for a stretch of time; a change begins the next version. JSON only. */
export interface BudgetVersion {
  version: number
  rule: BudgetRule
  /** ISO, half-open; without `to` it holds on. */
  from: string
  to?: string
  reason?: string
  /** When and by whom it was said. */
  saidAt: string
  saidBy: string
}

/** A limit that a team or service keeps, with its whole history, oldest version first. JSON only. */
export interface Budget extends BudgetScope {
  id: string
  versions: BudgetVersion[]
}

/** Number and limit as of an instant. JSON only. */
export interface BudgetPoint {
  at: string
  /** What counts against it; null where no scan speaks. */
  value: number | null
  /** Null where it does not hold. */
  limit: number | null
  breached: boolean
  running?: boolean
}

/** before: has not begun; unknown: no scan speaks for that time. */
export type BudgetStatus = 'before' | 'within' | 'breached' | 'unknown' | 'ended'

/** A budget as of an instant. JSON only. */
export interface BudgetState extends BudgetScope {
  id: string
  /** Name of the team or service. */
  label: string
  /** The version that holds, else the first to come or the last that held; and all of them. */
  version: BudgetVersion
  versions: BudgetVersion[]
  status: BudgetStatus
  at: string
  value: number | null
  limit: number | null
  /** End of the first week of the breach that stands. */
  since?: string
  /** Breached now and not at the end of the week before. */
  fresh: boolean
  /** `falls`: when the number that is the limit stood. */
  lowestAt?: string
  /** Retry paths in its scope whose attempts nobody knows: no breach, and no proof of none. */
  untold: number
  /** Teams change: what became of the team, where it is no more. */
  became?: string
  /** The ends of the weeks up to `at`. */
  points: BudgetPoint[]
  /** Exactly the findings that `value` counts; and what breaks the limit. */
  counted: Partial<FindingQuery>
  breaking: Partial<FindingQuery>
  /** Some of what breaks it, the worst or newest first, and how many there are. */
  breaks: { total: number; findings: BudgetBreak[] }
}

/** A finding that breaks a budget. */
export interface BudgetBreak {
  id: string
  rule: string
  path: string
  line?: number
  message: string
  attempts?: number | 'unbounded' | 'unknown'
  since: string
}
