import { weeksBetween } from '@/lib/time/weeks'
import type { Bucket } from './queries/streams'

export interface WeekBucket extends Bucket {
  running: boolean
}

/** The weeks that touch [from, to] as buckets; none begins after `now`, the one it is in ends there. */
export function weekBuckets(from: Date, to: Date, now: Date, timeZone: string): WeekBucket[] {
  const end = to < now ? to : now
  return weeksBetween(from, end, timeZone).map((week) => ({
    from: week.from,
    at: week.to > now ? now : week.to,
    running: week.to >= now,
  }))
}
