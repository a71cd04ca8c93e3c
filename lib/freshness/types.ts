/** How much is known of the newest week. JSON only. */
export interface Freshness {
  /** Nothing was ever ingested. */
  empty: boolean
  /** Where nothing was: what the start that serves this was told to scan, and where it is reached. */
  first?: { scans: string[]; address: string }
  /** ISO instant that the newest numbers are as of. */
  at: string
  repositories: number
  /** Repositories that a scan speaks for in the running week, also where it has no commit. */
  known: number
  /** ISO; when the newest scanned commit of all was made. */
  newestCommit: string | null
  /** Decisions that nobody owns at that instant. */
  unowned: number
  /** Uploads that wait to be applied. */
  pending: number
  /** ISO; when the newest upload that is applied came in (`hasMore`). */
  arrived: string | null
}
