/**
 * Limits of normal variation from a group's own past weeks: an XmR chart, whose 2.66 is 3 / 1.128, the
 * mean range of two values in standard deviations (Wheeler, “Understanding Variation”, 1993).
 */
export interface Limits {
  mean: number
  lower: number
  upper: number
  /** Known weeks that they are from. */
  weeks: number
}

/** Fewer known weeks tell nothing. */
const LEAST_WEEKS = 8
/**
 * So many in a row on one side of the centre are a signal without any of them being far off (Western
 * Electric, “Statistical Quality Control Handbook”, 1956). That rule takes weeks to fall on either
 * side as often as on the other, which holds of the median alone: drift is mostly nothing, and one
 * week of a great change puts all others on one side of the mean.
 */
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
  { lower, upper }: Limits,
  current: number,
  running: boolean,
): Verdict {
  if (current === 0) return 'normal'
  if (current > upper) return 'above'
  if (running) return 'normal'
  if (current < lower) return 'below'
  const row = [...history.slice(1 - RUN), current]
  const centre = centreOf(history)
  if (centre === undefined || row.includes(null)) return 'normal'
  const side = Math.sign(current - centre)
  const oneSide = row.every((value) => Math.sign((value ?? centre) - centre) === side)
  return row.length === RUN && side !== 0 && oneSide ? 'run' : 'normal'
}

/**
 * What a run is on one side of: the median of the known weeks before it. Undefined where there are
 * fewer than eight, as in the first weeks of a history.
 */
export function centreOf(history: readonly (number | null)[]): number | undefined {
  const before = history.slice(0, 1 - RUN)
  const known = before.filter((value) => value !== null).sort((a, b) => a - b)
  if (known.length < LEAST_WEEKS) return undefined
  const middle = known.length / 2
  return ((known[Math.ceil(middle) - 1] ?? 0) + (known[Math.floor(middle)] ?? 0)) / 2
}

/** How far off, in moving ranges; for ranking signals among themselves. */
export function strength({ mean, upper }: Limits, current: number): number {
  return Math.abs(current - mean) / Math.max(0.5, (upper - mean) / 2.66)
}
