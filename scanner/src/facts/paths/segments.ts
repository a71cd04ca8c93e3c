import type { Asked } from '../../extract/extractor'
import type { EntryKind, Finding, Region } from '../../model'
import { layerData, sumOf, timesN } from './arithmetic'
import type { EntryPoint } from './entry-points'
import { fanOutData } from './fan-outs'
import { entryKey, entryLabel, flowOf, type RetryPath } from './finding'
import { type LimitsAt, limitData } from './limits-at'
import { NOTHING, outgoingKey } from './outgoing'
import type { Way } from './reach'
import { flowSegment } from './rules'
import { requeueGates, requeueReason } from './self-requeue'

/** More would not be read by anybody; what was left out is said. */
export const MAX_SEGMENTS = 2000

const joins = (key: string | undefined) => key !== undefined && !/^(sdk|none):/.test(key)

function weight({ layers, point, way }: RetryPath): number {
  return (
    (layers.length > 0 ? 4 : 0) +
    (joins(way.outgoing.keys[0]) ? 2 : 0) +
    (point?.keys.length ? 1 : 0)
  )
}

/**
 * Whether a segment can tell anybody something: it has a layer, it may join another repository, or
 * somebody set a limit on it.
 */
function tells({ layers, way }: RetryPath, limitsAt: LimitsAt): boolean {
  const { outgoing } = way
  if (outgoing.sure && (layers.length > 0 || joins(outgoing.keys[0]))) return true
  if (layers.some(({ layer }) => layer.kind !== 'queue')) return true
  return limitsAt.on(way).some(({ limit }) => limit.source === 'explicit')
}

/** Where work enters from elsewhere: there a call may end, also where nothing is called further. */
const MET = new Set<EntryKind>(['http', 'grpc', 'queue', 'topic', 'job'])

const routeOf = (key: string) => /^http:[A-Z]+ (.*)$/.exec(key)?.[1]

/** Entry points from which no call out is told: calls of others end there, at a known service. */
function ends(points: readonly EntryPoint[], told: Iterable<RetryPath>): RetryPath[] {
  const known = new Set([...told].flatMap(({ point }) => point?.keys[0] ?? []))
  const routes = new Set<string>()
  for (const { keys } of points) {
    const [key = ''] = keys
    if (!key.startsWith('http:ANY ')) routes.add(routeOf(key) ?? '')
  }
  return points.flatMap((point) => {
    const [key] = point.keys
    if (!MET.has(point.kind) || key === undefined || known.has(key)) return []
    // Helpers beside the methods of one route answer nothing themselves.
    if (key.startsWith('http:ANY ') && routes.has(routeOf(key) ?? '')) return []
    known.add(key)
    const way: Way = {
      places: [point.place],
      layers: [],
      outgoing: NOTHING,
      gates: [],
      fanOuts: [],
    }
    return { point, start: point.place, way, layers: [], requeues: [] }
  })
}

/** Entry points and outgoing calls for joining repositories: material, never a finding. */
export function segmentsOf(
  paths: readonly RetryPath[],
  points: readonly EntryPoint[],
  limitsAt: LimitsAt,
  asked?: Asked,
): Finding[] {
  const best = new Map<string, RetryPath>()
  for (const path of paths) {
    if (!tells(path, limitsAt)) continue
    const key = `${entryKey(path)} ${outgoingKey(path.way.outgoing)}`
    const before = best.get(key)
    if (!before || path.layers.length > before.layers.length) best.set(key, path)
  }
  for (const path of ends(points, best.values())) {
    best.set(`${entryKey(path)} ${outgoingKey(path.way.outgoing)}`, path)
  }
  const all = [...best].toSorted(
    ([a, left], [b, right]) => weight(right) - weight(left) || (a < b ? -1 : 1),
  )
  const left = all.length - MAX_SEGMENTS
  return all
    .slice(0, MAX_SEGMENTS)
    .flatMap(([, path], at) =>
      !asked || asked.one(flowSegment.id, segmentIdentity(path))
        ? [segment(path, limitsAt, at === 0 ? left : 0)]
        : [],
    )
}

export const segmentIdentity = (path: RetryPath) =>
  `${entryKey(path)}|${outgoingKey(path.way.outgoing)}`

function segment(path: RetryPath, limitsAt: LimitsAt, left: number): Finding {
  const { point, way, layers, requeues } = path
  const { outgoing } = way
  const sum = sumOf(layers, way.gates, outgoing)
  const open = requeues.filter(({ fact }) => !fact.keyed)
  const last = way.places.at(-1) ?? path.start
  const entry = entryKey(path)
  const end = outgoingKey(outgoing)
  const limits = limitsAt.on(way).map(limitData)
  return {
    rule: flowSegment.id,
    message: `${entryLabel(path)} reaches ${outgoing.label}${layers.length > 0 ? `: ${String(sum.naive)} attempts${timesN(way.fanOuts.length)}` : ''}.`,
    path: last.path,
    ...placeOf(last.fn.region),
    symbol: last.fn.symbol,
    content: `${entry} ${end}`,
    identity: segmentIdentity(path),
    flow: flowOf(path),
    data: {
      flow: {
        entry: {
          kind: point?.kind ?? 'function',
          label: entryLabel(path),
          keys: point?.keys.length ? point.keys : [entry],
        },
        outgoing: {
          kind: outgoing.kind,
          label: outgoing.label,
          ...(outgoing.confidence === 'high' ? {} : { confidence: outgoing.confidence }),
          ...(outgoing.method ? { method: outgoing.method } : {}),
          ...(outgoing.timeoutMs === undefined ? {} : { timeoutMs: outgoing.timeoutMs }),
          keys: outgoing.keys.length > 0 ? outgoing.keys : [end],
        },
        layers: layers.map(layerData),
        ...(limits.length > 0 ? { limits } : {}),
        ...fanOutData(way, layers.length),
        naive: sum.naive,
        gated: sum.gated,
        gates: [...sum.gates, ...requeueGates(requeues)],
        ...(open.length > 0 ? { unboundedBecause: open.map(requeueReason) } : {}),
        ...(left > 0 ? { left } : {}),
      },
    },
  }
}

function placeOf(region: Region) {
  return { region, snippet: '', context: { startLine: region.startLine, text: '' }, lineHash: '' }
}
