import { KIND_OF } from '@/lib/trends/measures'
import type { Measure } from '@/lib/trends/types'
import type { Place, RawChange } from './queries/changes'

/** A change as one measure of one scope sees it: so many more, or fewer. */
export interface Step extends RawChange {
  sign: 1 | -1
}

/** What changed in one measure of one scope (everything, a service, a team). */
export interface Tally {
  appeared: number
  gone: number
  /** appeared − gone: exactly the change of the number. */
  net: number
  /** Part of `net` that says nothing of the code: first scans, rules added or removed. */
  stock: number
  drift: number
  steps: Step[]
}

/** Reasons by which findings begin or cease to be known, with no change to the code. */
const STOCK = new Set(['first-scan', 'rule-added', 'rule-removed'])

/** Changes of a measure as seen from the places that `holds` takes in. */
export function tallyOf(
  changes: readonly RawChange[],
  measure: Measure,
  holds: (place: Place) => boolean = () => true,
): Tally {
  const tally: Tally = { appeared: 0, gone: 0, net: 0, stock: 0, drift: 0, steps: [] }
  for (const change of changes) {
    if (change.kind !== KIND_OF[measure]) continue
    const was = change.before !== null && holds(change.before)
    const is = change.after !== null && holds(change.after)
    if (was === is) continue
    const sign = is ? 1 : -1
    tally.steps.push({ ...change, sign })
    if (is) tally.appeared += change.count
    else tally.gone += change.count
    tally.net += sign * change.count
    if (STOCK.has(change.reason)) tally.stock += sign * change.count
  }
  tally.drift = tally.net - tally.stock
  return tally
}

/** Sum of the steps a condition holds for. */
export function countOf(steps: readonly Step[], condition: (step: Step) => boolean): number {
  return steps.reduce((sum, step) => sum + (condition(step) ? step.count : 0), 0)
}

/** Drift without what only went to, or came from, another service or team. */
export function ownDrift({ drift, steps }: Tally): number {
  return drift - steps.reduce((n, s) => n + (s.reason === 'placed' ? s.sign * s.count : 0), 0)
}
