/** Limits of normal variation (XmR chart) from a group's own past weeks. */
export interface Limits {
  mean: number
  lower: number
  upper: number
  /** Known weeks that they are from. */
  weeks: number
}

/** Fewer known weeks tell nothing. */
const LEAST_WEEKS = 8
/** So many in a row on one side of the mean are a signal without any of them being far off. */
const RUN = 8

/**
 * mean ± 2.66 × mean moving range; ranges are between neighbours, so a gap breaks them.
 * Undefined where there are fewer than eight known weeks.
 */
export function limitsOf(history: readonly (number | null)[]): Limits | undefined {
  // Of every service and team there is: one pass, and nothing that is thrown away.
  const sums = { known: 0, weeks: 0, ranges: 0, steps: 0 }
  let before: number | null = null
  for (const value of history) {
    if (value !== null) {
      sums.known += value
      sums.weeks++
      if (before !== null) {
        sums.ranges += Math.abs(value - before)
        sums.steps++
      }
    }
    before = value
  }
  const { weeks, steps } = sums
  if (weeks < LEAST_WEEKS || steps === 0) return undefined
  const mean = sums.known / weeks
  const reach = (2.66 * sums.ranges) / steps
  return { mean, lower: mean - reach, upper: mean + reach, weeks }
}

export type Verdict = 'above' | 'below' | 'run' | 'normal'

/**
 * Is this week's drift a signal against its limits? A running week is not over, so only its being
 * too high already says something. A week without change has nothing to explain, whatever its row.
 */
export function judge(
  history: readonly (number | null)[],
  { mean, lower, upper }: Limits,
  current: number,
  running: boolean,
): Verdict {
  if (current === 0) return 'normal'
  if (current > upper) return 'above'
  if (running) return 'normal'
  if (current < lower) return 'below'
  const row = [...history.slice(1 - RUN), current]
  const side = Math.sign(current - mean)
  const oneSide = row.every((value) => value !== null && Math.sign(value - mean) === side)
  return row.length === RUN && side !== 0 && oneSide ? 'run' : 'normal'
}

/** How far off, in moving ranges; for ranking signals among themselves. */
export function strength({ mean, upper }: Limits, current: number): number {
  return Math.abs(current - mean) / Math.max(0.5, (upper - mean) / 2.66)
}
