import type { RetryLayer } from '../../model'
import { type DatabaseErrors, isElsewhere } from './database-errors'
import { repeatedErrors, thrownError } from './errors'
import type { Gate } from './gates'
import type { TypeAt } from './implementations'
import type { Outgoing } from './outgoing'
import type { Place } from './place'
import type { PlacedLayer } from './placed-layer'
import type { Throwing } from './throwing'
import type { Types } from './types'

/** `acme.AsRateLimitError` asks for a `RateLimitError` of the same package. */
const CLASS = /^((?:\w+\.)?)(?:As|Is)(\w+)$/

/**
 * Loops of Go, and functions that call themselves, around a call that come back only on errors which
 * the repository makes itself, and makes of no failure of this call on its way out.
 */
export function askedErrors(
  callee: string,
  at: Place,
  chain: readonly PlacedLayer[],
  way: { places: readonly Place[]; outgoing: Outgoing },
  { throwing, database }: { throwing: Throwing; database: DatabaseErrors },
): Gate[] {
  const inside = { places: way.places, callee: way.outgoing.callee }
  return chain.flatMap(({ layer, home }): Gate[] => {
    if (layer.kind !== 'loop' || home.path !== at.path) return []
    const classes = classesOf(layer, at, throwing.types)
    if (classes.length === 0) return []
    const names = classes.map(({ name }) => name).join(', ')
    const gate = { path: at.path, line: layer.region.startLine, inside: 0, only: layer }
    if (isElsewhere(way.outgoing, at) && classes.every((one) => database.has(one))) {
      return [{ ...gate, reason: `it repeats only on ${names}, which comes of a database alone` }]
    }
    const tried = { calls: layer.repeats, throws: at.fn.throws ?? [] }
    if (!throwing.neverOf(classes, tried, callee, at, inside)) return []
    return [{ ...gate, reason: `it repeats only on ${names}, in which this call never ends` }]
  })
}

/** Classes of the repository's own that a layer asks for; none where it may ask for others, too. */
function classesOf(layer: RetryLayer, at: Place, types: Types): TypeAt[] {
  const [, module = '', name] = CLASS.exec(layer.asks ?? '') ?? []
  if (name !== undefined) {
    const type = types.find(`${module}${name}`, at.path)
    return type ? [type] : []
  }
  const asked = layer.mechanism === 'recursion' ? (repeatedErrors(layer) ?? []) : []
  // Others than the repository itself could throw what is not all its own.
  if (!asked.every((one) => thrownError(one, at.path, types))) return []
  return asked.flatMap((one) => types.find(one, at.path) ?? [])
}
