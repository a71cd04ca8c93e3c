import type { FunctionFact } from '../../model'
import type { Place } from './place'

/** Functions as who gives them something goes through them, by the parameters that are given. */
const variants = new WeakMap<FunctionFact, Map<string, FunctionFact>>()
const origins = new WeakMap<FunctionFact, { fn: FunctionFact; given: readonly number[] }>()

/** The function that a variant of it was made of, or itself. */
export const originOf = (fn: FunctionFact): FunctionFact => origins.get(fn)?.fn ?? fn

/** Whether a call certainly gives a parameter something: what is only handed on may be nil. */
function isGiven(callee: string, index: number, fn: FunctionFact): boolean {
  const here = (one: { callee: string; index: number }) =>
    one.callee === callee && one.index === index
  if (fn.nothing?.some(here)) return false
  const given = origins.get(fn)?.given ?? []
  return (fn.passes ?? []).filter(here).every(({ parameter }) => given.includes(parameter))
}

/**
 * A function as a call goes through it: without what it does only where a parameter is nil that the
 * call gives something.
 */
export function asGivenTo(callee: string, at: Place, next: Place): Place {
  const { without = [], passes = [] } = next.fn
  const asked = new Set([...without, ...passes].map(({ parameter }) => parameter))
  const given = [...asked].filter((one) => isGiven(callee, one, at.fn)).toSorted((a, b) => a - b)
  return given.length === 0 ? next : { ...next, fn: variantOf(next.fn, given) }
}

function variantOf(fn: FunctionFact, given: readonly number[]): FunctionFact {
  const all = variants.get(fn) ?? new Map<string, FunctionFact>()
  variants.set(fn, all)
  const key = given.join(' ')
  const known = all.get(key)
  if (known) return known
  const closed = new Set(
    fn.without?.flatMap(({ callee, parameter }) => (given.includes(parameter) ? callee : [])),
  )
  const variant = {
    ...fn,
    calls: fn.calls.filter((one) => !closed.has(one)),
    ...(fn.handovers && { handovers: fn.handovers.filter((one) => !closed.has(one.callee)) }),
  }
  all.set(key, variant)
  origins.set(variant, { fn, given })
  return variant
}
