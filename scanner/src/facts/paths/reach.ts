import type { FunctionFact } from '../../model'
import { askedErrors } from './asked-errors'
import type { CallTargets } from './call-targets'
import type { ClientsAt } from './clients-at'
import { DatabaseErrors } from './database-errors'
import { type FanOut, fanOutsHere, outsideOf, repeatsMore } from './fan-outs'
import { foreignErrors } from './foreign-errors'
import { type Gate, gatesOn, handlersOf } from './gates'
import { asHanded } from './handed-clients'
import type { LayersAt } from './layers-at'
import type { Cell } from './memo'
import type { Names } from './names'
import { asGivenTo, originOf } from './nothing-given'
import { type Outgoing, outgoingKey, outgoingOf } from './outgoing'
import type { Place } from './place'
import { isSdk, type PlacedLayer, WORK } from './placed-layer'
import { asCalledOn } from './self-calls'
import { Throwing } from './throwing'

/**
 * Functions on a way, after which calls are not followed; 25 were the most in langfuse, saleor and
 * PeerDB, where ten cut a seventh of the segments. What is cut is told (`isCut`).
 */
export const MAX_PLACES = 40
/** Ways out that are kept for each function; the ones with most layers first. */
const MAX_WAYS = 30

/** One way from a function to a call that leaves the repository. */
export interface Way {
  /** Functions passed, the one asked about first. */
  places: Place[]
  layers: PlacedLayer[]
  outgoing: Outgoing
  gates: Gate[]
  /** What makes it happen once for each element of something, outermost first. */
  fanOuts: FanOut[]
}

const OUTBOUND =
  /(^|\.)(fetch|axios|request|send|post|query|exec|command|publish|invoke|upload|download|insert|save|write|charge|create|exchange|produce|put|get|patch|delete|list|retrieve|update|upsert)(?![a-z])\w*$|fetch|http|client/i

/** What only watches: it is called beside the work and swallows its own failures. */
const TELEMETRY =
  /^(record(Increment|Gauge|Histogram|Distribution|Exception|Error|Metric)|trace(Exception)?|span|tracer|context|propagation|baggage|metrics?|statsd|sentry|opentelemetry|otel|instrument\w*|logger|getCurrentSpan|addUserToSpan|captureException)(\.|\(|$)/i

const score = ({ outgoing }: Way): number =>
  (outgoing.sure ? 10 : 0) +
  (OUTBOUND.test(outgoing.callee) ? 2 : 0) +
  (outgoing.callee.includes('.') ? 1 : 0)

const better = (a: Way, b: Way): number =>
  b.layers.length - a.layers.length || score(b) - score(a) || a.places.length - b.places.length

/** Making something sends nothing. */
const MADE = /^[A-Z][A-Za-z]*(Error|Exception|Client|Command|Request|Builder)$|^Promise$/

const NO_CHAINS: PlacedLayer[][] = []

const layerKey = ({ layer, home }: PlacedLayer) =>
  `${home.path}:${layer.region.startLine}:${layer.region.startColumn}`

/** Ways out of a function, and the other functions of the circle of calls that it is in. */
interface Found {
  ways: Way[]
  circle: readonly FunctionFact[]
}

/** Found while a function that leads here was open: it says nothing to anybody else. */
interface Passing {
  ways: Way[]
  /** The outermost open function that it came back to. */
  low: number
}

/**
 * Every way out of a function. In a circle of calls the ways of one function leave out those that
 * come back to it, so each has ways of its own, whichever is asked first (strong components as
 * Tarjan finds them, SIAM J. Comput. 1972).
 */
export class Reach {
  readonly #throwing: Throwing
  readonly #errors: { throwing: Throwing; database: DatabaseErrors }
  readonly #found = new WeakMap<FunctionFact, Cell<Found>>()
  readonly #open = new Map<FunctionFact, number>()
  readonly #passing = new Map<FunctionFact, Passing>()
  /** Ways of functions from which some way goes on for longer. */
  readonly #cut = new WeakSet<readonly Way[]>()
  #low = Number.POSITIVE_INFINITY

  constructor(
    readonly targets: CallTargets,
    readonly layersAt: LayersAt,
    readonly names: Names,
    readonly clients: ClientsAt,
  ) {
    this.#throwing = new Throwing(targets, clients)
    const database = new DatabaseErrors(targets.files, targets.types)
    this.#errors = { throwing: this.#throwing, database }
  }

  /** Whether these ways, as `ways` gave them, leave out what lies too many functions further in. */
  isCut(ways: readonly Way[]): boolean {
    return this.#cut.has(ways)
  }

  ways(place: Place): Way[] {
    const { memo } = this.targets.files
    const known = this.#found.get(place.fn)
    if (known && memo.holds(known) && !known.value.circle.some((fn) => this.#open.has(fn))) {
      return memo.read(known).ways
    }
    const open = this.#open.get(place.fn)
    const passing = this.#passing.get(place.fn)
    if (open !== undefined || passing) {
      this.#low = Math.min(this.#low, open ?? passing?.low ?? 0)
      return passing?.ways ?? []
    }
    return this.#ask(place)
  }

  #ask(place: Place): Way[] {
    const { memo } = this.targets.files
    const outer = this.#low
    const depth = this.#open.size
    const before = this.#passing.size
    this.#low = Number.POSITIVE_INFINITY
    this.#open.set(place.fn, depth)
    const { value: ways, madeOf } = memo.watch(() => this.#collect(place))
    this.#open.delete(place.fn)
    const low = this.#low
    const since = [...this.#passing].slice(before)
    if (low < depth) {
      for (const [, one] of since) one.low = Math.min(one.low, low)
      this.#passing.set(place.fn, { ways, low })
      this.#low = Math.min(outer, low)
      memo.note(madeOf)
      return ways
    }
    for (const [fn] of since) this.#passing.delete(fn)
    this.#low = outer
    const cell = memo.kept<Found>({ ways, circle: since.map(([fn]) => fn) }, madeOf)
    this.#found.set(place.fn, cell)
    return memo.read(cell).ways
  }

  #collect(place: Place): Way[] {
    const found: Way[] = []
    let cut = false
    const layers = this.layersAt.all(place)
    const callees = new Set([...place.fn.calls, ...layers.flatMap(({ layer }) => layer.repeats)])
    for (const callee of callees) {
      if (TELEMETRY.test(callee) || /\(\)\.(catch|then|finally)$/.test(callee)) continue
      const next = this.targets.resolveAll(callee, place)
      const inner = this.#inside(callee, next, place)
      cut ||= inner.cut
      if (next.length > 0 && inner.ways.length === 0) continue
      const chains = layers.length > 0 ? this.layersAt.chains(callee, place) : NO_CHAINS
      for (const chain of chains.length > 0 ? chains : [[]]) {
        const handlers = handlersOf(callee, place, chain, this.targets.types)
        if (next.length > 0) {
          // A client's own setting repeats what it sends, not what a function of ours does.
          const around = chain.filter((one) => !isSdk(one.layer))
          for (const one of inner.ways) {
            const way = asHanded(one, place, this.layersAt)
            if (way.places.length >= MAX_PLACES) {
              cut = true
              continue
            }
            const fanOuts = fanOutsHere(callee, place, around)
            const inside = { places: way.places, callee: way.outgoing.callee }
            const gates = [
              ...gatesOn(handlers, callee, place, inside, this.#throwing),
              ...askedErrors(callee, place, around, way, this.#errors),
            ]
            found.push(join(place, around, way, gates, fanOuts))
          }
        } else {
          for (const outgoing of outgoingOf(callee, place, chain, this.names, this.clients)) {
            // What a helper is given is told where it is given.
            if (!outgoing.sure && (WORK.test(callee) || MADE.test(callee))) continue
            const fanOuts = fanOutsHere(callee, place, chain)
            const inside = { places: [], callee }
            const gates = gatesOn(handlers, callee, place, inside, this.#throwing)
            const own = [
              ...gates,
              ...askedErrors(callee, place, chain, { places: [], outgoing }, this.#errors),
              ...foreignErrors(callee, place, chain, this.targets),
            ]
            found.push({ places: [place], layers: chain, outgoing, gates: own, fanOuts })
          }
        }
      }
    }
    const ways = distinct(found)
    if (cut) this.#cut.add(ways)
    return ways
  }

  /** Ways out of what is called; of several implementations each, none of them for certain. */
  #inside(callee: string, next: readonly Place[], from: Place): { ways: Way[]; cut: boolean } {
    const others = next
      .filter(({ fn }) => fn !== originOf(from.fn))
      .map((one) => asGivenTo(callee, from, one))
    const each = others.map((one) => this.ways(one))
    const ways = others.flatMap((one, i) =>
      asCalledOn(callee, from, one, each[i] ?? [], this.targets),
    )
    return {
      ways: next.length > 1 ? ways.map(maybe) : ways,
      cut: each.some((one) => this.#cut.has(one)),
    }
  }
}

function maybe(way: Way): Way {
  return way.outgoing.confidence === 'high'
    ? { ...way, outgoing: { ...way.outgoing, confidence: 'medium' } }
    : way
}

function join(
  place: Place,
  around: readonly PlacedLayer[],
  way: Way,
  gates: readonly Gate[],
  fanOuts: readonly FanOut[],
): Way {
  const own = around.filter((one) => !way.layers.includes(one))
  const shifted = gates.map((gate) => ({
    ...gate,
    inside: gate.inside + way.layers.length,
  }))
  return {
    places: [place, ...way.places],
    layers: [...own, ...way.layers],
    outgoing: way.outgoing,
    gates: [...shifted, ...way.gates],
    fanOuts: [...outsideOf(fanOuts, way.layers.length), ...way.fanOuts],
  }
}

/**
 * One way for each outgoing call that is known by what it is; of other calls the one that is most
 * likely meant for each innermost layer, where that layer repeats nothing that is known.
 */
function distinct(ways: Way[]): Way[] {
  if (ways.length < 2) return ways
  const best = new Map<string, Way>()
  const told = new Set<string>()
  for (const way of ways) {
    const last = way.layers.at(-1)
    if (way.outgoing.sure && last) told.add(layerKey(last))
  }
  for (const way of ways.toSorted(better)) {
    const last = way.layers.at(-1)
    const layer = last ? layerKey(last) : 'none'
    if (!way.outgoing.sure && told.has(layer)) continue
    const key = way.outgoing.sure ? outgoingKey(way.outgoing) : `layer:${layer}`
    const before = best.get(key)
    if (!before || repeatsMore(before, way)) best.set(key, way)
  }
  return [...best.values()].slice(0, MAX_WAYS)
}
