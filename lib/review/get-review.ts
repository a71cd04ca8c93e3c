import type { Client } from '@/lib/db/database'
import type { Filter } from '@/lib/trends/types'
import type { Review } from './types'

export interface ReviewQuery {
  /** ISO week, `2026-W47`; default the newest that a scan within the filter speaks for. */
  week?: string
  filter: Filter
  now: Date
}

/** The weekly review: what changed, where and why. Throws RangeError for a week that is none. */
export async function getReview(_db: Client, _query: ReviewQuery): Promise<Review> {
  throw new Error('not built yet')
}
