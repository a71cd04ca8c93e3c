import { isoWeek, type Week, WeekError, weekOf } from '@/lib/time/weeks'
import type { StreamReach } from '@/lib/trends/queries/streams'

/**
 * Newest week with a scanned commit of these streams, never later than the running one. Weeks after
 * it may be known to be quiet; there is nothing to review in them, and the arrows lead there.
 */
export function newestWeek(
  streams: readonly StreamReach[],
  now: Date,
  timeZone: string,
): Week | undefined {
  const times = streams.map(({ lastAt }) => +lastAt)
  if (times.length === 0) return undefined
  return weekOf(new Date(Math.min(Math.max(...times), +now)), timeZone)
}

/** Week of the first scan of these streams. */
export function firstWeekOf(streams: readonly StreamReach[], timeZone: string): Week | undefined {
  if (streams.length === 0) return undefined
  return weekOf(new Date(Math.min(...streams.map(({ firstAt }) => +firstAt))), timeZone)
}

/** A week that was asked for. Throws WeekError for one that is none or has not begun. */
export function askedWeek(id: string, now: Date, timeZone: string): Week {
  const week = isoWeek(id, timeZone)
  if (week.from > now) throw new WeekError(id, 'has not begun yet')
  return week
}
