import type { Gate } from './gates'
import type { Place } from './place'
import type { PlacedLayer } from './placed-layer'
import type { Throwing } from './throwing'

/** `acme.AsRateLimitError` asks for a `RateLimitError` of the same package. */
const CLASS = /^((?:\w+\.)?)(?:As|Is)(\w+)$/

/**
 * Loops of Go around a call that come back only on an error which the repository makes itself, and
 * makes of no failure of this call on its way out.
 */
export function askedErrors(
  callee: string,
  at: Place,
  chain: readonly PlacedLayer[],
  way: { places: readonly Place[]; callee: string },
  throwing: Throwing,
): Gate[] {
  return chain.flatMap(({ layer, home }): Gate[] => {
    const [, module = '', name] = CLASS.exec(layer.asks ?? '') ?? []
    if (layer.kind !== 'loop' || home.path !== at.path || name === undefined) return []
    const type = throwing.types.find(`${module}${name}`, at.path)
    const tried = { calls: layer.repeats, throws: at.fn.throws ?? [] }
    if (!type || !throwing.neverOf([type], tried, callee, at, way)) return []
    const reason = `it repeats only on ${name}, in which this call never ends`
    return [{ reason, path: at.path, line: layer.region.startLine, inside: 0, only: layer }]
  })
}
