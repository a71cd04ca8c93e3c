import type { CallTargets } from './call-targets'
import type { TypeAt } from './implementations'
import type { Place } from './place'
import type { Way } from './reach'

const same = (a: TypeAt, b: TypeAt) => a.path === b.path && a.name === b.name
const has = (all: readonly TypeAt[], one: TypeAt) => all.some((other) => same(other, one))

/**
 * Ways through an inherited method as an object of a known class goes them. What such a method calls
 * on itself is that class's own: ways through classes beside it are another object's.
 */
export function asCalledOn(
  callee: string,
  at: Place,
  next: Place,
  ways: readonly Way[],
  { types, receivers }: CallTargets,
): readonly Way[] {
  if (next.path.endsWith('.go') || !ways.some(({ places }) => places.length > 1)) return ways
  const around = types.around(next)
  const below = around ? types.below(around) : []
  if (!around || below.length === 0) return ways
  const dot = callee.lastIndexOf('.')
  const on = /^(this|self|super(\(\))?)$/.test(callee.slice(0, dot))
    ? types.around(at)
    : receivers.of(callee.slice(0, Math.max(0, dot)), at)
  // A class that only some of these are made from may stand for any of them.
  if (!on || same(on, around) || !has(below, on)) return ways
  const own = [on, ...types.above(on), ...types.below(on)]
  const family = [around, ...types.above(around), ...below]
  return ways.filter(({ places }) => {
    for (const place of places.slice(1)) {
      const type = types.around(place)
      // Beyond the object's own methods others are called.
      if (!type || !has(family, type)) return true
      if (!has(own, type)) return false
    }
    return true
  })
}
