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
  const row = rangeOf(history, current)
  if (!row || !mayLeave(history, row)) return 'normal'
  const centre = centreOf(history)
  return centre !== undefined && (centre < row.lowest || centre > row.highest) ? 'run' : 'normal'
}

interface Range {
  lowest: number
  highest: number
}

/** Where the weeks of a row with the current one lie; undefined where they are too few or not known. */
function rangeOf(history: readonly (number | null)[], current: number): Range | undefined {
  const range = { lowest: current, highest: current }
  for (let back = 1; back < RUN; back++) {
    const value = history[history.length - back] ?? null
    if (value === null) return undefined
    if (value < range.lowest) range.lowest = value
    if (value > range.highest) range.highest = value
  }
  return range
}

/**
 * Can the median be below or above a row? Only where half of the known weeks are, which counting
 * them tells: they are not put in order for every service and team there is.
 */
function mayLeave(history: readonly (number | null)[], { lowest, highest }: Range): boolean {
  const sums = { known: 0, below: 0, above: 0 }
  for (let i = 0; i < history.length + 1 - RUN; i++) {
    const value = history[i] ?? null
    if (value === null) continue
    sums.known++
    if (value < lowest) sums.below++
    if (value > highest) sums.above++
  }
  return 2 * Math.max(sums.below, sums.above) >= sums.known
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
