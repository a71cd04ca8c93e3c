import type { Filter, Measure } from '@/lib/trends/types'
import type { Moved } from './movers'
import type { NoCommit } from './no-commit'
import type { Tally } from './tally'
import type { Context } from './why'

/** A measure as the lead sees it. */
export interface LeadMeasure {
  measure: Measure
  value: number | null
  /** Null where this week's or last week's number is not known. */
  change: number | null
  tally: Tally
}

export interface LeadInput {
  week: { id: string; at: string; since: string; running: boolean }
  filter: Filter
  /** Nothing was ever ingested; nothing is known of what the filter asks for. */
  empty: boolean
  unknown: boolean
  pending: number
  /** Newest week known when this one is not, or the first one when this one is before it. */
  otherWeek?: { id: string; later: boolean }
  /** Repositories whose first scan is in this week, by name; `all` when there are no others. */
  first: { names: string[]; all: boolean }
  /** The week has no commit. */
  noCommit?: NoCommit
  measures: LeadMeasure[]
  /** Services, worst first. */
  moved: Moved[]
  /** Findings that went on counting, in another service or team. */
  placed: number
  labels: ReadonlyMap<string, string>
  context: Context
}

/** What the lead is about: one measure, and the service that moved it most. */
export interface Top {
  measure: LeadMeasure
  service?: Moved
}
