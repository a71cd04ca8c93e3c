/**
 * Slices of sums that are also counted by quarter: of what changed after a week of long ago, the
 * weeks up to the end of its quarter are added up and then whole quarters, instead of a row for each
 * of fifty weeks. The others have so few rows that nothing is won.
 */
export const QUARTERS_OF: Readonly<Record<string, string>> = {
  place: 'quarters of place',
  repository: 'quarters of repository',
}

/** Weeks of a quarter; the last one of a year has the rest. */
const WEEKS = 13

/** SQL of the quarter (`2026-Q02`, as long as a week) of an ISO week (`2026-W20`). */
export const quarterSql = (week: string): string =>
  `left(${week}, 5) || 'Q0' || least(4, (right(${week}, 2)::int + ${WEEKS - 1}) / ${WEEKS})`

/** The quarter of an ISO week, as quarterSql has it, and the last week that it can have. */
export function quarterOf(week: string): { quarter: string; until: string } {
  const year = week.slice(0, 5)
  const number = Math.min(4, Math.ceil(Number(week.slice(-2)) / WEEKS))
  const last = number === 4 ? 53 : number * WEEKS
  return { quarter: `${year}Q0${number}`, until: `${year}W${last}` }
}
