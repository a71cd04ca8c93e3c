import { causeOf } from '@/lib/findings/queries/reasons'
import { NO_TEAM } from '@/lib/trends/conditions'
import { KIND_OF } from '@/lib/trends/measures'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'
import type { Place, RawChange } from './queries/changes'
import { Gathering, type Tally } from './tally'
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
  for (const by of ['service', 'team'] as const) {
    const keyOf = (place: Place) => (by === 'service' ? place.service : (place.team ?? NO_TEAM))
    const gathered = gatheredBy(changes, keyOf)
    for (const measure of MEASURES) {
      for (const [key, tally] of gathered.get(KIND_OF[measure]) ?? []) {
        moved.push({ measure, by, key, tally })
      }
    }
  }
  return moved.sort((a, b) => b.tally.drift - a.tally.drift || compare(a, b))
}

/** Changes by kind and by the keys of their places: of one that went elsewhere, by both. */
function gatheredBy(changes: readonly RawChange[], keyOf: (place: Place) => string) {
  const kinds = new Map<string, Map<string, Gathering>>()
  for (const change of changes) {
    const was = change.before && keyOf(change.before)
    const is = change.after && keyOf(change.after)
    if (was === is) continue
    const groups = madeIn(kinds, change.kind, () => new Map<string, Gathering>())
    if (was !== null) madeIn(groups, was, newGathering).add(change, -1)
    if (is !== null) madeIn(groups, is, newGathering).add(change, 1)
  }
  return kinds
}

const newGathering = () => new Gathering()

function madeIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
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
