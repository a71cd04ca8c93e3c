import type { FindingQuery } from '@/lib/findings/types'
import { day, instant } from '@/lib/format/date'

/** The time that a list speaks of. */
export function whenWords({ at, since, change, part }: FindingQuery): string {
  if (since && (change || part)) return `between ${day(since)} and ${instant(at)}`
  return `there on ${instant(at)}`
}
