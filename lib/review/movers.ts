import { causeOf } from '@/lib/findings/queries/reasons'
import { NO_TEAM } from '@/lib/trends/conditions'
import { groupBy } from '@/lib/trends/group-by'
import { KIND_OF } from '@/lib/trends/measures'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'
import type { Place, RawChange } from './queries/changes'
import { type Tally, tallyOf } from './tally'
import type { Mover } from './types'
import { type Context, whyOf } from './why'

/** One service or team whose number changed. */
export interface Moved {
  measure: Measure
  by: 'service' | 'team'
  key: string
  tally: Tally
}

/** Changes of every service and team that has any, worst first: by drift, rising before falling. */
export function movedOf(changes: readonly RawChange[]): Moved[] {
  const moved: Moved[] = []
  const ofKind = groupBy(changes, ({ kind }) => kind)
  for (const by of ['service', 'team'] as const) {
    const keyOf = (place: Place) => (by === 'service' ? place.service : (place.team ?? NO_TEAM))
    for (const measure of MEASURES) {
      for (const [key, own] of byPlace(ofKind.get(KIND_OF[measure]) ?? [], keyOf)) {
        const tally = tallyOf(own, measure, (place) => keyOf(place) === key)
        if (tally.steps.length > 0) moved.push({ measure, by, key, tally })
      }
    }
  }
  return moved.sort((a, b) => b.tally.drift - a.tally.drift || compare(a, b))
}

/** Changes by the keys of their places: of one that only moved, by both. */
function byPlace(changes: readonly RawChange[], keyOf: (place: Place) => string) {
  const groups = new Map<string, RawChange[]>()
  const put = (key: string, change: RawChange) => {
    const known = groups.get(key)
    if (known) known.push(change)
    else groups.set(key, [change])
  }
  for (const change of changes) {
    const { before, after } = change
    const was = before && keyOf(before)
    const is = after && keyOf(after)
    if (was !== null) put(was, change)
    if (is !== null && is !== was) put(is, change)
  }
  return groups
}

/** Findings that went on counting, in another service or team. */
export function placedOf(changes: readonly RawChange[]): number {
  return changes.reduce(
    (sum, { reason, count }) => sum + (causeOf(reason) === 'placed' ? count : 0),
    0,
  )
}

function compare(a: Moved, b: Moved): number {
  return (
    MEASURES.indexOf(a.measure) - MEASURES.indexOf(b.measure) ||
    order(a.by, b.by) ||
    order(a.key, b.key)
  )
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export interface MoverInput {
  at: string
  since: string
  filter: Filter
  context: Context
  /** Names of services and teams. */
  labels: ReadonlyMap<string, string>
  /** Number of a group at the end of the week. */
  numberOf: (measure: Measure, by: 'service' | 'team', key: string) => number
}

/** Rising at most so many, falling at most so many, of each grouping. */
const MOST = 25

/** The movers a review shows: what drifted. What was only first looked at, or only moved, did not. */
export function shownOf(moved: readonly Moved[]): Moved[] {
  const kept = moved.filter(({ tally }) => tally.drift !== 0)
  const ends = (['service', 'team'] as const).flatMap((by) => {
    const own = kept.filter((mover) => mover.by === by)
    const rising = own.filter(({ tally }) => tally.drift > 0)
    const falling = own.filter(({ tally }) => tally.drift < 0)
    return [...rising.slice(0, MOST), ...falling.slice(-MOST)]
  })
  const shown = new Set(ends)
  return kept.filter((mover) => shown.has(mover))
}

/** What is said of movers. */
export function moversOf(shown: readonly Moved[], input: MoverInput): Mover[] {
  const { at, since, filter, context, labels, numberOf } = input
  return shown.map(({ measure, by, key, tally }) => ({
    measure,
    by,
    key,
    label: labels.get(key) ?? (key === NO_TEAM ? 'No team' : key),
    value: numberOf(measure, by, key),
    change: tally.drift,
    causes: tally.causes,
    why: whyOf(tally, measure, { ...filter, [by]: key, measure, at, since }, context),
  }))
}
