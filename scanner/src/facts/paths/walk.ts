import type { CallTargets, Place } from './call-targets'
import { isSdk, type LayersAt, type PlacedLayer } from './layers-at'

const MAX_DEPTH = 5

/** One way from an entry to a call that leaves the repository, with the layers on it. */
export interface RetryPath {
  entry: Place
  /** Functions passed, the entry first. */
  places: Place[]
  layers: PlacedLayer[]
  outbound: string
}

const OUTBOUND =
  /(^|\.)(fetch|axios|request|send|post|query|exec|command|publish|invoke|upload|download|insert|save|write|charge|create|exchange|produce|put|get|patch|delete|list|retrieve|update|upsert)(?![a-z])\w*$|fetch|http|client/i

/** What only watches: it is called beside the work and swallows its own failures. */
const TELEMETRY =
  /^(record(Increment|Gauge|Histogram|Distribution|Exception|Error|Metric)|trace(Exception)?|span|tracer|context|propagation|metrics?|statsd|sentry|opentelemetry|otel|instrument\w*|logger|getCurrentSpan|addUserToSpan|captureException)(\.|\(|$)/i

function score(path: RetryPath): number {
  const last = path.layers.at(-1)
  const sdk = last && isSdk(last.layer) ? 10 : 0
  return sdk + (OUTBOUND.test(path.outbound) ? 2 : 0) + (path.outbound.includes('.') ? 1 : 0)
}

/** Everything that is called, and every function handed over by name. */
function callees(place: Place, layers: readonly PlacedLayer[]): Set<string> {
  return new Set([...place.fn.calls, ...layers.flatMap(({ layer }) => layer.repeats)])
}

/** All paths with two layers or more that begin in a function, best outbound call first. */
export function pathsFrom(entry: Place, targets: CallTargets, layersAt: LayersAt): RetryPath[] {
  const found: RetryPath[] = []
  const seen = new Map<object, string[]>()
  const visit = (place: Place, places: Place[], stack: PlacedLayer[]) => {
    const before = seen.get(place.fn) ?? []
    const state = stack.map(({ layer, home }) => `${home.path}:${layer.region.startLine}`).join(' ')
    if (before.includes(state)) return
    seen.set(place.fn, [...before, state])
    const layers = layersAt.all(place)
    for (const callee of callees(place, layers)) {
      if (TELEMETRY.test(callee) || /\(\)\.(catch|then|finally)$/.test(callee)) continue
      const chains = layersAt.chains(callee, place)
      for (const chain of chains.length > 0 ? chains : [[]]) {
        const all = [...stack, ...chain.filter((one) => !stack.includes(one))]
        // Only what some layer repeats lies on a path that begins here.
        if (all.length === 0) continue
        // A rejection that ends in its own `.catch` never reaches the layers further out.
        if (stack.length > 0 && place.fn.calls.includes(`${callee}().catch`)) continue
        const next = targets.resolve(callee, place)
        const again = next && places.some((one) => one.fn === next.fn)
        if (next && !again && places.length < MAX_DEPTH) {
          if (!stack.length && chain.every((one) => isSdk(one.layer))) continue
          visit(next, [...places, next], all)
        } else if (!next && all.length >= 2) {
          found.push({ entry, places, layers: all, outbound: callee })
        }
      }
    }
  }
  visit(entry, [entry], [])
  return distinct(found)
}

/** One path for each client call; for other layers the one outbound call that is most likely meant. */
function distinct(paths: RetryPath[]): RetryPath[] {
  const best = new Map<string, RetryPath>()
  for (const path of paths) {
    const last = path.layers.at(-1)
    if (!last || path.layers.every((one) => isSdk(one.layer))) continue
    const { startLine, startColumn } = last.layer.region
    const key = isSdk(last.layer) ? path.outbound : `${last.home.path}:${startLine}:${startColumn}`
    const known = best.get(key)
    const better =
      !known ||
      path.layers.length > known.layers.length ||
      (path.layers.length === known.layers.length && score(path) > score(known))
    if (better) best.set(key, path)
  }
  return [...best.values()]
}
