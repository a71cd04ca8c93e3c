import type { Region } from '../../model'
import type { CallTargets } from './call-targets'
import type { Place } from './place'
import type { Way } from './reach'

/** Ways through a function as a call goes them: not those for which it would have to give nil. */
export function asGivenTo(
  callee: string,
  at: Place,
  next: Place,
  ways: readonly Way[],
  targets: CallTargets,
): readonly Way[] {
  const closed = (next.fn.without ?? []).filter(
    ({ parameter }) =>
      !at.fn.nothing?.some((one) => one.callee === callee && one.index === parameter),
  )
  if (closed.length === 0) return ways
  const callees = new Set(closed.map((one) => one.callee))
  const into = new Set(
    [...callees].flatMap((one) => targets.resolveAll(one, next)).map(({ fn }) => fn),
  )
  const around = next.fn.handovers?.filter((one) => callees.has(one.callee)) ?? []
  const regions = new Set(around.map(({ region }) => region))
  return ways
    .filter(({ places: [, step], outgoing }) =>
      step ? !into.has(step.fn) : !callees.has(outgoing.callee),
    )
    .map((way) => without(way, regions))
}

/** A way without the layers of what is not called: the same work is done there without them. */
function without(way: Way, regions: ReadonlySet<Region>): Way {
  let { layers, gates, fanOuts } = way
  for (const one of layers.filter(({ layer }) => regions.has(layer.region))) {
    const inside = layers.length - 1 - layers.indexOf(one)
    const moved = <T extends { inside: number }>(all: readonly T[]): T[] =>
      all.map((at) => (at.inside > inside ? { ...at, inside: at.inside - 1 } : at))
    layers = layers.filter((other) => other !== one)
    gates = moved(gates)
    fanOuts = moved(fanOuts)
  }
  return layers === way.layers ? way : { ...way, layers, gates, fanOuts }
}
