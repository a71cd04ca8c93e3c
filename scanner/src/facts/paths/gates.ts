import type { FileFacts, FunctionFact, Region, RetryLayer } from '../../model'
import { leavesOut, type ThrownError, thrownError } from './errors'
import { localOf } from './local-names'
import type { Place } from './place'
import type { PlacedLayer } from './placed-layer'
import type { Throwing } from './throwing'
import type { Types } from './types'

/** Something that keeps the layers further out from repeating. */
export interface Gate {
  reason: string
  path: string
  line: number
  /** Layers, counted from the innermost, that lie inside and stand. */
  inside: number
  /** Only those layers that do not repeat on this error; absent: all. */
  error?: ThrownError
  /** Only this layer. */
  only?: RetryLayer
}

const encloses = (outer: Region, inner: Region) =>
  outer.startLine <= inner.startLine && outer.endLine >= inner.endLine

type Swallowed = NonNullable<FunctionFact['swallowed']>[number]

function swallowedAt(callee: string, facts: FileFacts, fn: FunctionFact): Swallowed | undefined {
  const all = fn.swallowed ?? localOf(facts).functions.get(fn.symbol)?.swallowed
  return all?.find((one) => one.calls.includes(callee) && encloses(fn.region, one.region))
}

/** The gate that keeps a layer from repeating, with so many layers inside and itself. */
export function gateOf(
  layer: RetryLayer,
  inward: number,
  gates: readonly Gate[],
): Gate | undefined {
  const own = gates.find(({ only }) => only === layer)
  if (own) return own
  const inside = gates.filter((gate) => !gate.only && gate.inside < inward)
  const closed = inside.find(({ error }) => !error)
  if (closed) return closed
  // What reaches the layer is what the outermost handler inside it throws.
  const outermost = Math.max(...inside.map((gate) => gate.inside))
  const [turned] = inside.filter((gate) => gate.inside === outermost)
  return turned?.error && leavesOut(layer, turned.error) ? turned : undefined
}

/** A handler around a call that stands as a gate where what is called throws none of some classes. */
export interface Letting {
  gate: Gate
  tried: Swallowed
}

/** Handlers around a call, whatever is called. */
export interface Handlers {
  gates: readonly Gate[]
  letting?: Letting
}

const NONE: Handlers = { gates: [] }

/**
 * Handlers around a call: one that lets no error out, so that nobody further out repeats, one that
 * lets out some classes, and one that turns every error into one of a class, which not everybody
 * further out repeats on.
 */
export function handlersOf(
  callee: string,
  at: Place,
  chain: readonly PlacedLayer[],
  types: Types,
): Handlers {
  const turned = turnedAt(callee, at)
  const error = turned && thrownError(turned.error, at.path, types)
  if (turned && error) {
    const reason = `every error leaves as ${error.name}, on which it does not repeat`
    return { gates: [{ ...gateAt(turned.region, at, chain), reason, error }] }
  }
  const found = swallowedAt(callee, at.facts, at.fn)
  if (!found) return NONE
  const { region, lets = [] } = found
  const own = chain.filter(({ home }) => home.path === at.path)
  // A loop that tries again catches what it repeats and says so afterwards.
  if (own.some(({ layer }) => layer.kind === 'loop' && encloses(layer.region, region))) return NONE
  if (lets.length === 0) {
    const reason = 'a handler around the call lets no error out'
    return { gates: [{ ...gateAt(region, at, chain), reason }] }
  }
  const reason = `a handler around the call lets out only ${lets.join(' and ')}, which it does not throw`
  return { gates: [], letting: { gate: { ...gateAt(region, at, chain), reason }, tried: found } }
}

/** The handlers that stand on one way: the call, and the functions that it passes to get out. */
export function gatesOn(
  { gates, letting }: Handlers,
  callee: string,
  at: Place,
  way: { places: readonly Place[]; callee: string },
  throwing: Throwing,
): readonly Gate[] {
  if (!letting) return gates
  const { gate, tried } = letting
  return throwing.never(tried, callee, at, way) ? [...gates, gate] : gates
}

function gateAt(region: Region, at: Place, chain: readonly PlacedLayer[]) {
  const inside = chain.filter(
    // A decorator repeats all of what it stands on.
    ({ layer, home }) => home.path !== at.path || !encloses(layer.on ?? layer.region, region),
  )
  return { path: at.path, line: region.startLine, inside: inside.length }
}

/** The one handler that turns every failure of a call; several, or calls beside it, tell nothing. */
function turnedAt(callee: string, { facts, fn }: Place) {
  const all = fn.turned ?? localOf(facts).functions.get(fn.symbol)?.turned
  const own = all?.filter((one) => one.calls.includes(callee) && encloses(fn.region, one.region))
  return own?.length === 1 ? own[0] : undefined
}
