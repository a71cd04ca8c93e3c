import { stepsOf } from './retry-data'
import { isRecord } from './shape'
import { type FindingDetail, type FlowStep, PLACES_A_PAGE, type Steps } from './types'

/** Steps and places that a page shows before it is asked for more. */
const FIRST = 40

const NAMES = ['flow', 'locations', 'related'] as const
type Places = Pick<FindingDetail, (typeof NAMES)[number] | 'totals' | 'offset'>

/**
 * Places and steps that a detector gave, in its order: the first of each list, a page of each, or
 * all. `more` has the lists that are longer than what `data` holds of them.
 */
export function placesOf(data: unknown, more: unknown, asked: Steps | undefined): Places {
  const places: Places = {}
  const [from, count] = windowOf(asked)
  for (const name of NAMES) {
    const beside = stepsOf(data, name)
    const whole = stepsOf(more, name)
    const all: FlowStep[] = whole.length > beside.length ? whole : beside
    if (all.length === 0) continue
    const total = Math.max(all.length, totalOf(data, name))
    places[name] = all.slice(from, from + count)
    if (total > (places[name]?.length ?? 0)) places.totals = { ...places.totals, [name]: total }
  }
  if (from > 0) places.offset = from
  return places
}

/** Whether what stands beside the finding is not enough. */
export const needsMore = (data: unknown, asked: Steps | undefined): boolean =>
  asked !== undefined && NAMES.some((name) => totalOf(data, name) > 0)

function windowOf(asked: Steps | undefined): [from: number, count: number] {
  if (asked === undefined) return [0, FIRST]
  return asked === 'all'
    ? [0, Number.POSITIVE_INFINITY]
    : [(asked - 1) * PLACES_A_PAGE, PLACES_A_PAGE]
}

/** What the upload had, where `data` has fewer. */
function totalOf(data: unknown, name: string): number {
  const total = isRecord(data) ? data[`${name}Total`] : undefined
  return typeof total === 'number' ? total : 0
}
