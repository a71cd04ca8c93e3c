import { causeOf } from '@/lib/findings/queries/reasons'
import { KIND_OF } from '@/lib/trends/measures'
import { MEASURES, type Measure } from '@/lib/trends/types'
import type { Place, RawChange } from './queries/changes'
import type { Causes } from './types'

/** A change as one measure of one scope sees it: so many more, or fewer. */
export interface Step extends Omit<RawChange, 'sign'> {
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

const none = () => ({ appeared: 0, gone: 0 })

/**
 * A tally as its changes come. There is one of every service and team that changed, of which a few
 * are told by their causes: these are added up when they are asked for.
 */
export class Gathering implements Tally {
  appeared = 0
  gone = 0
  drift = 0
  readonly steps: Step[] = []

  add(change: RawChange, sign: Step['sign']): void {
    if (sign === 1) this.appeared += change.count
    else this.gone += change.count
    if (causeOf(change.reason) === 'drift') this.drift += sign * change.count
    this.steps.push(stepOf(change, sign))
  }

  get net(): number {
    return this.appeared - this.gone
  }

  get causes(): Causes {
    const causes: Causes = { drift: none(), coverage: none(), placed: none() }
    for (const { reason, sign, count } of this.steps) {
      causes[causeOf(reason)][sign === 1 ? 'appeared' : 'gone'] += count
    }
    return causes
  }
}

/** Changes of a measure as seen from the places that `holds` takes in. */
export function tallyOf(
  changes: readonly RawChange[],
  measure: Measure,
  holds: (place: Place) => boolean = () => true,
): Tally {
  const tally = new Gathering()
  for (const change of changes) {
    if (change.kind !== KIND_OF[measure]) continue
    const was = change.before !== null && holds(change.before)
    const is = change.after !== null && holds(change.after)
    if (was !== is) tally.add(change, is ? 1 : -1)
  }
  return tally
}

/** Changes are told as they are read, in the direction that all but moves have: none is copied. */
function stepOf(change: RawChange, sign: Step['sign']): Step {
  return change.sign === sign ? (change as Step) : { ...change, sign }
}

/** What changed in each measure, wherever it was. */
export function talliesOf(changes: readonly RawChange[]): Record<Measure, Tally> {
  return Object.fromEntries(
    MEASURES.map((measure) => [measure, tallyOf(changes, measure)]),
  ) as Record<Measure, Tally>
}

/** Sum of the steps a condition holds for. */
export function countOf(steps: readonly Step[], condition: (step: Step) => boolean): number {
  return steps.reduce((sum, step) => sum + (condition(step) ? step.count : 0), 0)
}
