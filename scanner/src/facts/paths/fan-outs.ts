import type { FanOutFact } from '../../model'
import { localOf } from './local-names'
import type { Place } from './place'
import { isSdk, type PlacedLayer, within } from './placed-layer'
import type { Way } from './reach'

/** A loop or fan-out on a way: no layer, but what it leads to happens N times, and nobody knows N. */
export interface FanOut {
  fact: FanOutFact
  place: Place
  /** Layers, counted from the innermost, that lie inside. */
  inside: number
}

const isWhole = ({ layer }: PlacedLayer) => layer.kind === 'decorator' || layer.kind === 'job'

const sameRegion = (a: FanOutFact['region'], b: FanOutFact['region']) =>
  within(a, b) && within(b, a)

/** Of loops in which a callee is called in several places, the deepest nest; outermost first. */
function nested(facts: readonly FanOutFact[]): FanOutFact[] {
  const nests = facts.map((one) =>
    facts
      .filter((other) => within(one.region, other.region))
      .toSorted((a, b) => (within(a.region, b.region) ? 1 : -1)),
  )
  return nests.reduce((deepest, one) => (one.length > deepest.length ? one : deepest), [])
}

/**
 * What makes a call once for each element of something, outermost first. A loop that tries again is
 * a layer; a call under a layer is another one than that of a loop beside it.
 */
export function fanOutsHere(callee: string, at: Place, chain: readonly PlacedLayer[]): FanOut[] {
  const all = at.fn.fanOuts ?? localOf(at.facts).functions.get(at.fn.symbol)?.fanOuts
  if (!all) return []
  const lexical = chain.filter((one) => !isSdk(one.layer) && !isWhole(one))
  const own = all.filter(
    ({ calls, region }) =>
      calls.includes(callee) &&
      within(region, at.fn.region) &&
      lexical.every(
        ({ layer }) =>
          !sameRegion(layer.region, region) &&
          (within(layer.region, region) || within(region, layer.region)),
      ),
  )
  return nested(own).map((fact) => {
    const outside = chain.filter(
      (one) => isWhole(one) || (lexical.includes(one) && within(fact.region, one.layer.region)),
    )
    return { fact, place: at, inside: chain.length - outside.length }
  })
}

/** Fan-outs of a function with so many layers further in. */
export const outsideOf = (fanOuts: readonly FanOut[], inward: number): FanOut[] =>
  fanOuts.map((one) => ({ ...one, inside: one.inside + inward }))

/** Of two ways that differ only in what they pass, whether the second goes through more elements. */
export function repeatsMore(one: Way, other: Way): boolean {
  const said = ({ outgoing }: Way) =>
    [outgoing.method, outgoing.keyed, outgoing.timeoutMs, outgoing.confidence].join()
  return (
    other.fanOuts.length > one.fanOuts.length &&
    one.gates.length + other.gates.length === 0 &&
    one.layers.length === other.layers.length &&
    one.layers.every((layer, i) => layer === other.layers[i]) &&
    said(one) === said(other)
  )
}

/** How many of so many layers of a path lie outside. */
export const outerOf = ({ inside }: FanOut, layers: number): number => Math.max(0, layers - inside)

/** Fan-outs as findings and segments tell them. */
export function fanOutData({ fanOuts, places }: Way, layers: number) {
  if (fanOuts.length === 0) return {}
  const told = fanOuts.map((one) => ({
    over: one.fact.over,
    path: one.place.path,
    line: one.fact.region.startLine,
    symbol: one.place.fn.symbol,
    at: places.findIndex(({ fn }) => fn === one.place.fn),
    outer: outerOf(one, layers),
  }))
  return { fanOut: told }
}
