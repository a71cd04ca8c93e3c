import type { Attempts } from '../../model'
import type { DetectorContext, SyntaxNode } from '../detector'
import type { NamedLimit } from './counts'
import { number, shorten } from './loop-bound'

/** A counter that a function hands to itself, and by how much it changes. */
export interface Step {
  counter: string
  by: 1 | -1
}

/** A condition beside the counter: where it must hold to go on, or where it must not. */
export interface Guard {
  condition: SyntaxNode
  goesOn: boolean
}

type Limit = (name: string) => number | undefined

const COMPARED =
  /(!?)([\w.]+)(?:\s*([+-])\s*1)?\s*(?:(<=|>=|<|>|===?|!==?)\s*([\w.]+)(\s*[+-]\s*1)?)?/g
const TURNED: Record<string, string> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

function compare(a: number, operator: string, b: number): boolean {
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  if (operator === '>') return a > b
  if (operator === '>=') return a >= b
  return operator.startsWith('!') ? a !== b : a === b
}

/** What of a condition speaks of the counter: one comparison each, for a value of it. */
function comparisons(text: string, counter: string, limit: Limit): ((value: number) => boolean)[] {
  return [...text.matchAll(COMPARED)].flatMap((match) => {
    const [, not, left = '', plus, operator, right = '', more = ''] = match
    if (!operator)
      return left === counter ? [(value: number) => (value !== 0) === (not === '')] : []
    const own = left === counter
    if (!own && right !== counter) return []
    const to = limit(own ? right : left)
    if (to === undefined) return []
    const shift = (sign: string | undefined) => (sign?.includes('-') ? -1 : sign?.trim() ? 1 : 0)
    const [ofCounter, ofLimit] = own ? [plus, more] : [more, plus]
    const how = own ? operator : (TURNED[operator] ?? operator)
    return [(value: number) => compare(value + shift(ofCounter), how, to + shift(ofLimit))]
  })
}

/** Whether a value of the counter is let through; what else a condition asks may be as bad as can be. */
function lets({ condition, goesOn }: Guard, counter: string, limit: Limit) {
  const { text } = condition
  const all = comparisons(text, counter, limit)
  const any = /\|\||\bor\b/.test(text)
  if (all.length === 0) return undefined
  return (value: number) => {
    const holds = any ? all.some((one) => one(value)) : all.every((one) => one(value))
    return holds === goesOn
  }
}

const MOST = 100

/** How often the work is done, by going through the calls one after the other. */
function count(start: number, { counter, by }: Step, entry: Guard[], again: Guard[], limit: Limit) {
  const passes = (guards: Guard[], value: number) =>
    guards.every((guard) => lets(guard, counter, limit)?.(value) ?? true)
  let done = 0
  for (let value = start; done <= MOST && passes(entry, value); value += by) {
    done += 1
    if (!passes(again, value)) return done
  }
  return done > MOST ? undefined : done
}

export interface RecursionBound {
  attempts: Attempts
  basis: string
  limit?: NamedLimit
}

/**
 * Attempts of a function that calls itself: as its guards let it from where the counter starts;
 * unknown where neither is written. `entry` guards are asked before the work, `again` after it failed.
 */
export function recursionBound(
  step: Step,
  starts: readonly number[],
  entry: Guard[],
  again: Guard[],
  ctx: DetectorContext,
): RecursionBound | undefined {
  const names = new Set<string>()
  const known: Limit = (name) => {
    const found = number(name, ctx)
    if (found === undefined) names.add(name)
    return found
  }
  const speak = (limit: Limit) =>
    [...entry, ...again].filter((guard) => lets(guard, step.counter, limit) !== undefined)
  const guards = speak(known)
  const [first] = speak((name) => number(name, ctx) ?? 0)
  if (!first) return undefined
  const basis = shorten(first.condition.text.replace(/^\((.*)\)$/s, '$1'))
  if (guards.length > 0) {
    const counts = starts.map((start) => count(start, step, entry, again, known))
    const worst = counts.includes(undefined) ? 0 : Math.max(0, ...counts.map(Number))
    return { attempts: worst > 1 ? worst : 'unknown', basis }
  }
  const [name] = names
  const [start] = starts
  if (name === undefined || start === undefined || names.size > 1)
    return { attempts: 'unknown', basis }
  // Told by trying two numbers: it counts repetitions where one more is done than it says.
  const tried = [5, 6].map((n) => count(start, step, entry, again, (one) => number(one, ctx) ?? n))
  const counts = tried[0] === 6 && tried[1] === 7 ? 'retries' : 'attempts'
  const tells = counts === 'retries' || (tried[0] === 5 && tried[1] === 6)
  return { attempts: 'unknown', basis, ...(tells ? { limit: { name, counts } } : {}) }
}
