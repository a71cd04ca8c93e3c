import type { Asked } from '../../extract/extractor'
import type { FileFacts, Finding, FunctionFact } from '../../model'
import type { ConfiguredLayers } from './configured'
import type { EntryPoint } from './entry-points'
import { entryKey, identityOf, type RetryPath } from './finding'
import type { LayersAt } from './layers-at'
import type { Names } from './names'
import type { Place } from './place'
import { isSdk } from './placed-layer'
import type { Reach } from './reach'
import { flowSegment, retryPathDuplicated } from './rules'
import { segmentIdentity } from './segments'
import { requeueFinding, selfRequeues } from './self-requeue'
import { isTestPath } from './test-paths'

/** Where work begins: at entry points, and in functions where somebody wrote a layer. */
export interface Begins {
  points: readonly EntryPoint[]
  starts: readonly Place[]
}

/** What was found on the ways from there. */
export interface Followed {
  /** Those that may repeat. */
  paths: RetryPath[]
  segments: RetryPath[]
  requeues: Finding[]
  /** Where ways begin that are longer than they are followed. */
  cut: Set<Place>
}

const known = new WeakMap<FileFacts, FunctionFact[]>()

/** Functions in which some layer was written by somebody: only there a path can begin. */
function startsIn(facts: FileFacts): FunctionFact[] {
  const before = known.get(facts)
  if (before) return before
  const own = facts.retryLayers.filter((one) => !isSdk(one) && one.kind !== 'queue')
  const marked = facts.flow?.ownMarks ?? []
  const symbols = new Set([...own, ...marked].map((one) => one.symbol))
  const found = facts.functions.filter((fn) => fn.handovers || symbols.has(fn.symbol))
  known.set(facts, found)
  return found
}

export function startsOf(files: ReadonlyMap<string, FileFacts>): Place[] {
  const found: Place[] = []
  for (const [path, facts] of files) {
    const functions = startsIn(facts)
    if (functions.length === 0 || isTestPath(path)) continue
    for (const fn of functions) found.push({ path, facts, fn })
  }
  return found
}

interface Resolvers {
  reach: Reach
  layersAt: LayersAt
  names: Names
}

export function follow(
  { points, starts }: Begins,
  config: ConfiguredLayers,
  { reach, layersAt, names }: Resolvers,
): Followed {
  const followed: Followed = { paths: [], segments: [], requeues: [], cut: new Set() }
  const { paths, segments } = followed
  for (const point of points) {
    const ways = reach.ways(point.place)
    if (reach.isCut(ways)) followed.cut.add(point.place)
    const requeues = selfRequeues(point, ways, names)
    for (const one of requeues) if (!one.fact.keyed) followed.requeues.push(requeueFinding(one))
    const outer = [...config.before(point), ...point.layers]
    for (const inner of ways) {
      const way = config.extend(inner)
      const path = { point, start: point.place, way, layers: [...outer, ...way.layers], requeues }
      segments.push(path)
      if (outer.length > 0 || way.layers !== inner.layers) paths.push(path)
    }
  }
  for (const start of starts) {
    const own = layersAt.all(start)
    const ways = reach.ways(start)
    if (reach.isCut(ways)) followed.cut.add(start)
    for (const inner of ways) {
      const way = config.extend(inner)
      const [first] = inner.layers
      if (!first || !own.includes(first) || way.layers.every((one) => isSdk(one.layer))) continue
      const path = { start, way, layers: way.layers, requeues: [] }
      paths.push(path)
      segments.push(path)
    }
  }
  return followed
}

/** Those of some keys, for a look that asks about few of many. */
export function begunAt({ points, starts }: Begins, keys: ReadonlySet<string>): Begins {
  return {
    points: points.filter((point) => keys.has(entryKey({ point, start: point.place }))),
    starts: starts.filter((start) => keys.has(entryKey({ start }))),
  }
}

/** Whether a path is told unless it is the end of a longer one, which may begin anywhere. */
export const hangsOnOthers = ({ segments }: Followed, asked: Asked): boolean =>
  segments.some(
    (path) =>
      !path.point &&
      (asked.one(flowSegment.id, segmentIdentity(path)) ||
        asked.one(retryPathDuplicated.id, identityOf(path))),
  )
