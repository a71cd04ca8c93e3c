/** How fresh the newest numbers are. JSON only. */
export interface Freshness {
  /** Nothing was ever ingested. */
  empty: boolean
  /** ISO instant that the newest numbers are as of. */
  at: string
  repositories: number
  /** Repositories that a scan speaks for in the newest week. */
  fresh: number
  /** Decisions that nobody owns at that instant. */
  unowned: number
  /** Uploads that wait to be applied. */
  pending: number
}
