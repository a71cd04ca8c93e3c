import type { Attempts } from '../../model'
import { dotted } from '../callee'
import type { Arguments, DetectorContext, SyntaxNode, Value } from '../detector'
import { CALLS } from '../functions'
import { packageOf } from './libraries'
import type { Knob, RetryLibrary } from './library'
import { environmentDefault } from './limit-constants'

/** How often, and where the number was read. */
export interface Counted {
  attempts: Attempts
  basis: string
  explicit: boolean
  /** Name that another file may give a value. */
  limit?: { name: string; counts: Knob['counts'] }
}

const NUMBERED = new Set([...CALLS, 'pair', 'keyword_argument'])
const shorten = (text: string) => text.replace(/\s+/g, ' ').slice(0, 60)

function counted(value: Value, counts: Knob['counts'], label: string): Counted | undefined {
  const { literal } = value
  const basis = shorten(`${label}${value.node.text}`)
  if (typeof literal === 'number') {
    if (!Number.isFinite(literal) || literal < 0)
      return { attempts: 'unbounded', basis, explicit: true }
    const attempts = counts === 'retries' ? literal + 1 : Math.max(literal, 1)
    return { attempts, basis, explicit: true }
  }
  if (literal === false) return { attempts: 1, basis, explicit: true }
  if (literal === true || literal === null || value.entries) return undefined
  const otherwise = environmentDefault(value.node.text)
  if (otherwise !== undefined) {
    const attempts = counts === 'retries' ? otherwise + 1 : Math.max(otherwise, 1)
    return { attempts, basis: `${basis} (default ${otherwise})`, explicit: true }
  }
  const name = dotted(value.node)
  const limit = /^[\w$.]{1,100}$/.test(name) ? { limit: { name, counts } } : {}
  return { attempts: 'unknown', basis, explicit: true, ...limit }
}

/** First number of `stop_after_attempt(3)`, `WithMaxRetries(b, 3)`, `{'max_attempts': 3}`. */
function nested(call: SyntaxNode, name: string, ctx: DetectorContext): Value | undefined {
  for (const node of call.descendants()) {
    if (!NUMBERED.has(node.type)) continue
    if (!CALLS.has(node.type)) {
      const key = (node.child('key') ?? node.child('name'))?.text.replace(/['"]/g, '')
      const value = node.child('value')
      if (key === name && value) return ctx.value(value)
      continue
    }
    const callee = ctx.callee(node)
    if (callee !== name && !callee.endsWith(`.${name}`)) continue
    const { positional } = ctx.args(node)
    return positional.find((value) => typeof value.literal === 'number') ?? positional.at(-1)
  }
  return undefined
}

function valueOfKnob(
  knob: Knob,
  call: SyntaxNode,
  args: Arguments,
  ctx: DetectorContext,
  variable: string,
): Counted | undefined {
  if (knob.option) {
    const value = args.option(knob.option)
    return value && counted(value, knob.counts, `${knob.option}: `)
  }
  if (knob.index !== undefined) {
    const value = args.positional[knob.index]
    return value && counted(value, knob.counts, '')
  }
  if (knob.nested) {
    const value = nested(call, knob.nested, ctx)
    return value && counted(value, knob.counts, `${knob.nested}: `)
  }
  const literal = variable ? ctx.constant(`${variable}.${knob.field}`) : undefined
  return literal === undefined
    ? undefined
    : counted({ node: call, literal }, knob.counts, `${knob.field} = ${literal}; `)
}

/** Attempts of a call, annotation or construction by its knobs, else the library's default. */
export function attemptsOf(
  row: RetryLibrary,
  call: SyntaxNode | null,
  ctx: DetectorContext,
  variable = '',
): Counted {
  if (call) {
    const args = ctx.args(call)
    for (const knob of row.knobs ?? []) {
      const found = valueOfKnob(knob, call, args, ctx, variable)
      if (found) return found
    }
  }
  const attempts = row.defaults.at(-1)?.attempts ?? 'unknown'
  return { attempts, basis: `default of ${packageOf(row)}`, explicit: false }
}

/** Options that say when it repeats, how long it pauses and when it gives up, as written. */
export function termsOf(
  call: SyntaxNode,
  ctx: DetectorContext,
): { condition?: string; delay?: string; deadline?: string } {
  const args = ctx.args(call)
  const pick = (names: string[]) => {
    for (const name of names) {
      const value = args.option(name)
      if (value) return shorten(`${name}: ${value.node.text}`)
    }
    return undefined
  }
  const condition = pick([
    'retry',
    'retryOn',
    'shouldRetry',
    'retryFor',
    'retryExceptions',
    'value',
    'include',
    'on',
    'autoretry_for',
    'exception',
    'statusCodes',
  ])
  const delay = pick([
    'delay',
    'startingDelay',
    'minTimeout',
    'backoff',
    'wait',
    'interval',
    'retry_backoff',
    'default_retry_delay',
  ])
  const deadline = pick(['maxRetryTime', 'max_time', 'timeout', 'maxElapsedTime', 'maxDuration'])
  return {
    ...(condition ? { condition } : {}),
    ...(delay ? { delay } : {}),
    ...(deadline ? { deadline } : {}),
  }
}
