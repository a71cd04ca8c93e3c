import { weeksBetween } from '@/lib/time/weeks'
import type { Bucket } from './queries/streams'

export interface WeekBucket extends Bucket {
  /** ISO week in the zone asked for: `2026-W47`. */
  week: string
  running: boolean
}

/** The weeks that touch [from, to] as buckets; none begins after `now`, the one it is in ends there. */
export function weekBuckets(from: Date, to: Date, now: Date, timeZone: string): WeekBucket[] {
  const end = to < now ? to : now
  return weeksBetween(from, end, timeZone).map((week) => ({
    from: week.from,
    at: week.to > now ? now : week.to,
    week: week.id,
    running: week.to >= now,
  }))
}
