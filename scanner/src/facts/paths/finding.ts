import type { Finding, Site } from '../../model'
import { retryDecision } from '../retry/rule'
import { arithmeticOf, layerData, sumOf } from './arithmetic'
import type { EntryPoint } from './entry-points'
import { fanOutData, outerOf } from './fan-outs'
import { outgoingKey } from './outgoing'
import type { Place } from './place'
import { isSdk, type PlacedLayer, regionOf } from './placed-layer'
import type { Way } from './reach'
import { retryPathDuplicated } from './rules'
import { requeueGates, requeueReason, type SelfRequeue } from './self-requeue'
import { worstTime } from './time'

/** One way from where a path begins to a call that leaves the repository. */
export interface RetryPath {
  /** Where work enters, if an entry point is known; else the outermost function with a layer. */
  point?: EntryPoint
  start: Place
  way: Way
  layers: PlacedLayer[]
  requeues: SelfRequeue[]
}

export const entryLabel = ({ point, start }: RetryPath): string =>
  point?.label ?? (start.fn.symbol || start.path)

export const entryKey = ({ point, start }: Pick<RetryPath, 'point' | 'start'>): string =>
  point?.keys[0] ?? `fn:${start.path}#${start.fn.symbol}`

type Step = NonNullable<Finding['flow']>[number]

/** The last step that stands in a function. */
const afterPlace = (steps: readonly Step[], path: string, symbol: string): number =>
  steps.findLastIndex((one) => one.path === path && one.symbol === symbol)

export function flowOf(path: RetryPath): NonNullable<Finding['flow']> {
  const steps: NonNullable<Finding['flow']> = path.way.places.map((place, at) => ({
    path: place.path,
    region: place.fn.region,
    symbol: place.fn.symbol,
    message: at === 0 ? `entry ${entryLabel(path)}` : `calls ${place.fn.symbol}`,
  }))
  const addFanOuts = (outer: number) => {
    for (const one of path.way.fanOuts) {
      if (outerOf(one, path.layers.length) !== outer) continue
      const { place, fact } = one
      const { symbol } = place.fn
      const step = {
        path: place.path,
        region: fact.region,
        symbol,
        message: `once for each of ${fact.over}`,
      }
      steps.splice(afterPlace(steps, place.path, symbol) + 1, 0, step)
    }
  }
  for (const [i, placed] of path.layers.entries()) {
    const { layer, home } = placed
    addFanOuts(i)
    const message = `${layer.mechanism} repeats this: ${layer.attempts} attempts (${layer.basis})`
    const step = { path: home.path, region: regionOf(placed), symbol: layer.symbol, message }
    const after = afterPlace(steps, home.path, layer.symbol)
    if (layer.kind === 'queue') steps.splice(0, 0, step)
    else if (after >= 0 && !isSdk(layer)) steps.splice(after + 1, 0, step)
    else steps.push(step)
  }
  addFanOuts(path.layers.length)
  const last = path.way.places.at(-1)
  if (last && path.way.outgoing.kind !== 'none') {
    const { path: file, fn } = last
    const { callee, region = fn.region } = path.way.outgoing
    steps.push({ path: file, region, symbol: fn.symbol, message: `outbound ${callee}` })
  }
  return steps
}

/** The decision site of the innermost layer that somebody wrote: it lends its place and text. */
export function siteOf(placed: PlacedLayer): Site | undefined {
  const { layer, home } = placed
  const region = regionOf(placed)
  const sites = home.facts.sites.filter((one) => one.rule === retryDecision.id)
  const exact = sites.find(
    (one) =>
      one.region.startLine === region.startLine && one.region.startColumn === region.startColumn,
  )
  const own = layer.site && { ...layer.site, rule: retryDecision.id, message: '' }
  return exact ?? own ?? sites.find((one) => one.symbol === layer.symbol)
}

/** A finding when two layers or more still multiply after the gates. */
export function findingOf(path: RetryPath): Finding | undefined {
  const { outgoing } = path.way
  const sum = sumOf(path.layers, path.way.gates, outgoing)
  if (sum.standing.length < 2) return undefined
  const own = path.layers.filter((one) => !isSdk(one.layer))
  // What stands in code is nearer to the call than what stands in configuration.
  const wrapper = own.findLast((one) => one.layer.key === undefined) ?? own.at(-1)
  const site = wrapper && siteOf(wrapper)
  if (!wrapper || !site) return undefined
  const layers = path.layers.map((one) => one.layer)
  const attempts = sum.naive
  const arithmetic = arithmeticOf(layers, path.way.fanOuts.length)
  const { data: _, declared, ...place } = site
  const requeues = path.requeues.filter(({ fact }) => !fact.keyed).map(requeueReason)
  const gates = [...sum.gates, ...requeueGates(path.requeues)]
  const unbounded = layers.some((one) => one.attempts === 'unbounded')
  const endless = requeues.length > 0 || unbounded
  const severe = endless || (typeof attempts === 'number' && attempts >= 27)
  const label = entryLabel(path)
  const gated = sum.gated === sum.naive ? '' : ` (${sum.gated} after what takes factors away)`
  const also = requeues.length > 0 ? ' The consumer also adds to its own queue when it fails.' : ''
  return {
    ...place,
    rule: retryPathDuplicated.id,
    level: outgoing.confidence === 'low' ? 'note' : severe ? 'error' : 'warning',
    message: `\`${outgoing.callee}\` is retried in ${layers.length} layers from \`${label}\`: ${arithmetic}${gated}.${also}`,
    ...(declared ? { declared } : {}),
    path: wrapper.home.path,
    identity: identityOf(path),
    flow: flowOf(path),
    data: {
      attempts,
      arithmetic,
      naive: endless || path.requeues.length > 0 ? 'unbounded' : sum.naive,
      bounded: sum.bounded,
      gated: sum.gated,
      ...(gates.length > 0 ? { gates } : {}),
      ...(requeues.length > 0 ? { unboundedBecause: requeues } : {}),
      entry: label,
      entryKind: path.point?.kind ?? 'function',
      entryKey: entryKey(path),
      through: path.way.places.map(({ fn, path: file }) => fn.symbol || file),
      outbound: outgoing.callee,
      confidence: outgoing.confidence,
      outgoingKey: outgoingKey(outgoing),
      ...(outgoing.timeoutMs === undefined ? {} : { timeoutMs: outgoing.timeoutMs }),
      worstMs: worstTime(path.layers, outgoing.timeoutMs).worst,
      layers: path.layers.map(layerData),
      ...fanOutData(path.way, path.layers.length),
    },
  }
}

/** A path is the same one while its ends are: what lies between may change. */
export function identityOf(path: RetryPath): string {
  const { point, start, way } = path
  const entry = point ? entryKey(path) : `${start.path}|${start.fn.symbol}`
  const end =
    way.outgoing.kind === 'call' || !point ? way.outgoing.callee : outgoingKey(way.outgoing)
  return `${retryPathDuplicated.id}|${entry}|${end}`
}
