import type { BudgetPoint, BudgetVersion } from './types'

/** What is counted at an instant: with the numbers of each version, as they may differ. */
export interface Counted {
  at: string
  /** By version, in the order of the versions. */
  counts: readonly number[]
  /** Change since the first instant that is no drift: first looked at, rules added, moved here. */
  stock: number
  /** Some scan speaks for that time. */
  known: boolean
  running?: boolean
}

export interface Evaluated extends BudgetPoint {
  /** `falls`: when the number that is the limit stood. */
  lowestAt?: string
}

/** Version that holds at an instant: half-open, from ≤ T < to. */
export function versionAt(versions: readonly BudgetVersion[], at: string): number {
  return versions.findIndex(({ from, to }) => from <= at && (to === undefined || at < to))
}

/**
 * Number and limit at each instant, which are the budget's beginning, the ends of the weeks since
 * and any later instant, in order. Pure.
 *
 * A budget that may only fall takes the lowest number known at one of these instants before, since
 * its version began, as its limit. What is no drift moves the limit along with the number: a rule
 * that was added is nobody's doing, and a rule that was removed is nobody's merit.
 */
export function evaluate(
  versions: readonly BudgetVersion[],
  instants: readonly Counted[],
): Evaluated[] {
  let lowest: { drift: number; at: string } | undefined
  let of = -1
  return instants.map(({ at, counts, stock, known, running }) => {
    const index = versionAt(versions, at)
    const version = versions[index]
    const shown = counts[index < 0 ? nearest(versions, at) : index] ?? 0
    const value = known ? shown : null
    const more = running ? { running } : {}
    if (index !== of) lowest = undefined
    of = index
    if (!version) return { at, value, limit: null, breached: false, ...more }
    if (version.rule.kind !== 'falls') {
      const limit = version.rule.kind === 'retries' ? 0 : version.rule.most
      return { at, value, limit, breached: value !== null && value > limit, ...more }
    }
    const before = lowest
    const drift = shown - stock
    // The running week is not over: its number may still rise again.
    if (known && !running && (!lowest || drift <= lowest.drift)) lowest = { drift, at }
    const limit = before ? Math.max(0, before.drift + stock) : value
    const breached = value !== null && limit !== null && value > limit
    return { at, value, limit, breached, ...more, ...(before ? { lowestAt: before.at } : {}) }
  })
}

/** Version whose numbers are shown where none holds: the first to come, else the last that held. */
export function nearest(versions: readonly BudgetVersion[], at: string): number {
  const next = versions.findIndex(({ from }) => from > at)
  return next < 0 ? versions.length - 1 : next
}

/** First point of the breach that the last point stands in. A week without a scan does not end it. */
export function breachedSince(points: readonly BudgetPoint[]): string | undefined {
  if (!points.at(-1)?.breached) return undefined
  let since: string | undefined
  for (const { at, breached, value } of points.toReversed()) {
    if (breached) since = at
    else if (value !== null) break
  }
  return since
}
