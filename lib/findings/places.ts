import { stepsOf } from './retry-data'
import { isRecord } from './shape'
import type { FindingDetail, FlowStep } from './types'

/** Steps and places that a page shows before it is asked for all of them. */
const FIRST = 40

const NAMES = ['flow', 'locations', 'related'] as const
type Places = Pick<FindingDetail, (typeof NAMES)[number] | 'totals'>

/** Every place and step that a detector gave, in its order; the first of them unless `whole`. */
export function placesOf(data: unknown, whole: boolean): Places {
  const places: Places = {}
  for (const name of NAMES) {
    const all: FlowStep[] = stepsOf(data, name)
    if (all.length === 0) continue
    const total = Math.max(all.length, totalOf(data, name))
    places[name] = whole ? all : all.slice(0, FIRST)
    if (total > (places[name]?.length ?? 0)) places.totals = { ...places.totals, [name]: total }
  }
  return places
}

/** What the upload had, where ingest kept fewer. */
function totalOf(data: unknown, name: string): number {
  const total = isRecord(data) ? data[`${name}Total`] : undefined
  return typeof total === 'number' ? total : 0
}
