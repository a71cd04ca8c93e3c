import type { Cause } from '@/lib/findings/types'
import type { Grouping, Measure, TrendPoint } from '@/lib/trends/types'

/** The weekly review in its first form. JSON only. */
export interface Review {
  week: {
    /** ISO week, `2026-W47`. */
    id: string
    /** ISO instants: begin, end (inclusive), and the instant its numbers are as of. */
    from: string
    to: string
    at: string
    running: boolean
    previous: string
    /** Absent for the running week. */
    next?: string
    /** Instant the change is measured against: the end of the previous week. */
    since: string
  }
  /** Nothing was ever ingested. */
  empty: boolean
  coverage: {
    repositories: number
    fresh: number
    /** Repositories without a scan that speaks for this week. */
    stale: { id: string; name: string; lastKnownAt: string | null }[]
    /** Uploads waiting to be applied: history is still coming in. */
    pending: number
  }
  measures: ReviewMeasure[]
  /** One sentence of plain English; parts with `href` are links to what they claim. */
  lead: SentencePart[]
  /** Largest changes this week, worst first, over all three measures. */
  movers: Mover[]
  filters: {
    repositories: Choice[]
    services: Choice[]
    teams: Choice[]
  }
}

/** What pages about any week begin with, without a number: which week, of what, and how well known. */
export type WeekFrame = Pick<Review, 'week' | 'empty' | 'coverage' | 'filters'>

export type * from './weekly-types'

export interface SentencePart {
  text: string
  href?: string
}

export interface Choice {
  id: string
  name: string
}

/**
 * What appeared and went, by what stands behind it. Only `drift` is called new and gone: `coverage`
 * stood there before it was looked for, `placed` only moved to another service or team.
 */
export type Causes = Record<Cause, { appeared: number; gone: number }>

export interface ReviewMeasure {
  measure: Measure
  value: number | null
  /** Against the end of last week; null where either is unknown. */
  change: number | null
  /** Present at the end of this week and not at the end of last; and the reverse. */
  appeared: number
  gone: number
  causes: Causes
  /** Twelve weeks up to this one. */
  spark: TrendPoint[]
  /** What the number consists of, e.g. worst case attempts or the largest rule. */
  note?: string
}

export interface Mover {
  measure: Measure
  by: Grouping
  key: string
  label: string
  value: number
  /** Drift; what was only looked at or moved stands in `causes` beside it. */
  change: number
  causes: Causes
  /** Why, from rules and commits: "7 caching decisions, most by 1a60425 (retry stripe in metering logic)". */
  why: SentencePart[]
}
