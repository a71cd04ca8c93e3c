/** The three measures, as the API and the URL name them. */
export const MEASURES = ['unowned-decisions', 'duplicated-retries', 'flagged-patterns'] as const
export type Measure = (typeof MEASURES)[number]

export const GROUPINGS = ['team', 'service', 'repository', 'rule'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** A value as of an instant. JSON only: it crosses the wire. */
export interface TrendPoint {
  /** ISO instant, end of the bucket (inclusive, the last millisecond) or now for the running one. */
  at: string
  /** Null: nothing was known for sure at that time (no scan); a gap, never a zero. */
  value: number | null
  /** Streams that had something to say at that time, and streams expected to. */
  covered: number
  expected: number
  /** The bucket is still running. */
  running?: boolean
}

export interface TrendSeries {
  /** Id of the team, service, repository or rule; `none` for findings without a team. */
  key: string
  label: string
  points: TrendPoint[]
  /** As of the total. */
  still?: number[]
}

export interface Trends {
  measure: Measure
  by: Grouping
  bucket: 'week'
  /** ISO week of each point, in the organisation's zone; absent in reviews closed before it was kept. */
  weeks?: string[]
  series: TrendSeries[]
  /** So many more had anything, where only the largest series were asked for. */
  more?: number
  /** All findings of the measure within the filter, whatever the grouping. */
  total: TrendPoint[]
  /**
   * Of the change from the point before to each point, what is no drift: first scanned, a rule added
   * or removed, moved here or away. Absent where there is none.
   */
  still?: number[]
}

/** Narrows every number and list alike; ids, not names. */
export interface Filter {
  repository?: string
  service?: string
  /** `none` for findings without a team. */
  team?: string
  rule?: string
  decisionKind?: string
}
