import type { AgeBand, HowOld } from './decision'

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
    oldest?: HowOld
    overdue: number
  }[]
  targets: {
    decisionKind: string
    days: number
    open: number
    /** Past their target, and those that will be within 7 days. */
    overdue: number
    soon: number
    oldest?: HowOld
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
  /** From introduction to the first owner. */
  medianDays: number | null
  p90Days: number | null
  /** As targets count: from then or from when the repository became known here (ADR 17). */
  sinceKnown: { medianDays: number | null; p90Days: number | null }
  /** Of some only the first scan that saw them is known: they were there longer. */
  atLeast: boolean
}
