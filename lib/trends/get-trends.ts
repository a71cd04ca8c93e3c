import type { Client } from '@/lib/db/database'
import type { Filter, Grouping, Measure, Trends } from './types'

export interface TrendsQuery {
  measure: Measure
  by: Grouping
  filter: Filter
  /** Every ISO week that touches [from, to] gets a point; weeks after `now` do not. */
  from: Date
  to: Date
  now: Date
  /** IANA zone in which weeks begin and end; see getTimeZone. */
  timeZone: string
}

/** One measure over the weeks, by group and in all. */
export async function getTrends(_db: Client, query: TrendsQuery): Promise<Trends> {
  return { measure: query.measure, by: query.by, bucket: 'week', series: [], total: [] }
}
