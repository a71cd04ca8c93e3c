import { asArray, asIndex, asObject, type JsonObject } from './access'
import { limits } from './limits'
import { type LocationReader, stepOf } from './locations'

/** What a result says beside its place and message. */
interface Details {
  data?: Record<string, unknown>
  /** Lists that are longer than what `data` keeps of them, whole, as JSON. */
  places?: string
}

/**
 * What else a result says, compactly: further `locations`, `related` ones and the steps of its
 * first code `flow`, the first of each in `data` and long ones whole in `places`; `…Total` wherever
 * `data` has not all.
 */
export function detailsOf(
  reader: LocationReader,
  result: JsonObject,
  primary: string,
  pointer: string,
): Details {
  // Most results have one location and nothing else; there are hundreds of thousands of them.
  const { relatedLocations, codeFlows } = result
  if (asArray(result.locations).length < 2 && !relatedLocations && !codeFlows) return {}
  const flow = firstFlow(result)
  const shared = asArray(reader.run.threadFlowLocations)
  const inFlow = flow.steps.map((entry) => {
    const step = asObject(entry)
    const index = asIndex(step?.index)
    return step?.location ?? (index === undefined ? undefined : asObject(shared[index])?.location)
  })
  const lists = {
    locations: {
      entries: asArray(result.locations),
      at: `${pointer}/locations`,
      most: limits.locations,
    },
    related: {
      entries: asArray(result.relatedLocations),
      at: `${pointer}/relatedLocations`,
      most: limits.locations,
    },
    flow: {
      entries: inFlow,
      at: `${pointer}/codeFlows/0/threadFlows/0/locations`,
      most: limits.flowSteps,
    },
  }
  const data: Record<string, unknown> = {}
  const places: Record<string, unknown> = {}
  for (const [name, { entries, at, most }] of Object.entries(lists)) {
    const steps = entries.slice(0, most).flatMap((entry, i) => {
      if (`${at}/${i}` === primary) return []
      return stepOf(reader, entry, `${at}/${i}`) ?? []
    })
    if (steps.length > 0) data[name] = steps.slice(0, limits.placesBeside)
    if (steps.length > limits.placesBeside) {
      places[name] = steps
      data[`${name}Total`] = Math.max(steps.length, entries.length > most ? entries.length : 0)
    }
    if (entries.length > most) {
      reader.log.warn(`only the first ${most} of more ${name} of a result are kept`, at)
    }
  }
  if (flow.others > 0) data.otherFlows = flow.others
  return {
    data: Object.keys(data).length > 0 ? data : undefined,
    places: Object.keys(places).length > 0 ? JSON.stringify(places) : undefined,
  }
}

function firstFlow(result: JsonObject): { steps: unknown[]; others: number } {
  const flows = asArray(result.codeFlows).flatMap((flow) => asArray(asObject(flow)?.threadFlows))
  return { steps: asArray(asObject(flows[0])?.locations), others: Math.max(0, flows.length - 1) }
}
