import { causeOf } from '@/lib/findings/queries/reasons'
import { CAUSES } from '@/lib/findings/types'
import { KIND_OF } from '@/lib/trends/measures'
import type { Measure } from '@/lib/trends/types'
import type { Place, RawChange } from './queries/changes'
import type { Causes } from './types'

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
  /** The same, by what stands behind it. */
  causes: Causes
  /** Part of `net` that code and people made: not what was only looked at, nor what only moved. */
  drift: number
  steps: Step[]
}

/** Changes of a measure as seen from the places that `holds` takes in. */
export function tallyOf(
  changes: readonly RawChange[],
  measure: Measure,
  holds: (place: Place) => boolean = () => true,
): Tally {
  const steps: Step[] = []
  const causes = Object.fromEntries(
    CAUSES.map((cause) => [cause, { appeared: 0, gone: 0 }]),
  ) as Causes
  const sums = { appeared: 0, gone: 0 }
  for (const change of changes) {
    if (change.kind !== KIND_OF[measure]) continue
    const was = change.before !== null && holds(change.before)
    const is = change.after !== null && holds(change.after)
    if (was === is) continue
    const how = is ? 'appeared' : 'gone'
    sums[how] += change.count
    causes[causeOf(change.reason)][how] += change.count
    steps.push({ ...change, sign: is ? 1 : -1 })
  }
  return {
    ...sums,
    net: sums.appeared - sums.gone,
    causes,
    drift: causes.drift.appeared - causes.drift.gone,
    steps,
  }
}

/** Sum of the steps a condition holds for. */
export function countOf(steps: readonly Step[], condition: (step: Step) => boolean): number {
  return steps.reduce((sum, step) => sum + (condition(step) ? step.count : 0), 0)
}
