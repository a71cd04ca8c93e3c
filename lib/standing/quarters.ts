/**
 * Changes of counts by week are kept a quarter at a time, as a list of its weeks: what is read of
 * half a year is three rows for each service instead of one for each week, and a number of long ago
 * takes from what lasts the sums of the quarters since.
 */

/** Weeks of a quarter; the last one of a year has the rest. */
const WEEKS = 13
const QUARTERS = 4

/** Places in the list of a quarter, the first of which is 1. */
export const PLACES = 14

/** SQL of the quarter (`2026-Q02`, as long as a week) of an ISO week (`2026-W20`). */
export const quarterSql = (week: string): string => `left(${week}, 5) || 'Q0' || ${numberSql(week)}`

/** SQL of the place that an ISO week has in the list of its quarter. */
export const placeSql = (week: string): string =>
  `right(${week}, 2)::int - ${WEEKS} * (${numberSql(week)} - 1)`

const numberSql = (week: string): string =>
  `least(${QUARTERS}, (right(${week}, 2)::int + ${WEEKS - 1}) / ${WEEKS})`

/** The quarter of an ISO week and its place there, as `quarterSql` and `placeSql` have them. */
export function quarterOf(week: string): { quarter: string; place: number } {
  const ofYear = Number(week.slice(-2))
  const number = Math.min(QUARTERS, Math.ceil(ofYear / WEEKS))
  return { quarter: `${week.slice(0, 5)}Q0${number}`, place: ofYear - WEEKS * (number - 1) }
}
