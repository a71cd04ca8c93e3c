import type { Attempts } from '../../model'
import { dotted } from '../callee'
import type { Arguments, DetectorContext, SyntaxNode, Value } from '../detector'
import { CALLS } from '../functions'
import { FUNCTIONS } from '../symbols'
import { attemptsFor } from './counts'
import { packageOf } from './libraries'
import type { Knob, RetryLibrary } from './library'
import { environmentDefault } from './limit-constants'
import { isSpreadOver, optionElsewhere } from './options-elsewhere'

/** How often, and where the number was read. */
export interface Counted {
  attempts: Attempts
  basis: string
  explicit: boolean
  /** Name that another file may give a value. */
  limit?: { name: string; counts: Knob['counts'] }
  /** Name of options that another file makes: they may say another number than the default. */
  given?: { name: string; counts: Knob['counts'] }
}

const NUMBERED = new Set([...CALLS, 'pair', 'keyword_argument'])
const MAX_SHOWN = 60
const shorten = (text: string) => text.replace(/\s+/g, ' ').slice(0, MAX_SHOWN)
/** Conditions are judged whole; a longer one ends in a sign by which it is judged to be none. */
const MAX_CONDITION = 1000

/** Attempts by a value as it is written; undefined where it says nothing of a number. */
export function counted(value: Value, counts: Knob['counts'], label: string): Counted | undefined {
  // Micronaut and Spring Kafka write numbers as text.
  const written = value.literal
  const literal = typeof written === 'string' && /^\d+$/.test(written) ? Number(written) : written
  const basis = shorten(`${label}${value.node.text}`)
  if (typeof literal === 'number')
    return { attempts: attemptsFor(counts, literal), basis, explicit: true }
  if (literal === false) return { attempts: 1, basis, explicit: true }
  if (literal === true || literal === null || value.entries) return undefined
  const otherwise = environmentDefault(value.node.text)
  if (otherwise !== undefined) {
    const attempts = attemptsFor(counts, otherwise)
    return { attempts, basis: `${basis} (default ${otherwise})`, explicit: true }
  }
  const name = dotted(value.node)
  const limit = /^[\w$.]{1,100}$/.test(name) ? { limit: { name, counts } } : {}
  return { attempts: 'unknown', basis, explicit: true, ...limit }
}

const NAMES = /^(identifier|field_access|attribute|member_expression|selector_expression)$/

/** Where the variables that a call is given were made: `Failsafe.with(policy)`. */
function makersIn(call: SyntaxNode, ctx: DetectorContext): SyntaxNode[] {
  const { makers } = ctx.bindings()
  const found = new Set<SyntaxNode>()
  for (const node of call.descendants(FUNCTIONS)) {
    const name = NAMES.test(node.type) ? node.text.replace(/^(this|self)\./, '') : ''
    const maker = name ? makers.get(name) : undefined
    if (maker && !maker.contains(call) && !call.contains(maker)) found.add(maker)
  }
  return [...found]
}

/** First number of `stop_after_attempt(3)`, `WithMaxRetries(b, 3)`, `{'max_attempts': 3}`. */
function nested(call: SyntaxNode, name: string, ctx: DetectorContext): Value | undefined {
  const here = nestedIn(call, name, ctx)
  if (here) return here
  for (const maker of makersIn(call, ctx)) {
    for (const place of [maker, ...makersIn(maker, ctx)]) {
      const found = nestedIn(place, name, ctx)
      if (found) return found
    }
  }
  return undefined
}

function textOf(call: SyntaxNode, pattern: RegExp, ctx: DetectorContext): string | undefined {
  const { constants } = ctx.bindings()
  const texts = [call, ...makersIn(call, ctx)].map(({ text }) => text)
  for (const node of call.descendants()) {
    const constant = NAMES.test(node.type) ? constants.get(node.text) : undefined
    if (constant) texts.push(constant.text)
  }
  for (const text of texts) {
    const found = pattern.exec(text)?.[1]
    if (found) return found
  }
  return undefined
}

function nestedIn(call: SyntaxNode, name: string, ctx: DetectorContext): Value | undefined {
  if (CALLS.has(call.type) && nameIs(call, name, ctx)) return numberOf(call, ctx)
  for (const node of call.descendants()) {
    if (!NUMBERED.has(node.type)) continue
    if (!CALLS.has(node.type)) {
      const key = (node.child('key') ?? node.child('name'))?.text.replace(/['"]/g, '')
      const value = node.child('value')
      if (key === name && value) return ctx.value(value)
      continue
    }
    if (nameIs(node, name, ctx)) return numberOf(node, ctx)
  }
  return undefined
}

function nameIs(call: SyntaxNode, name: string, ctx: DetectorContext): boolean {
  const callee = ctx.callee(call)
  return callee === name || callee.endsWith(`.${name}`)
}

function numberOf(call: SyntaxNode, ctx: DetectorContext): Value | undefined {
  const { positional } = ctx.args(call)
  return positional.find((value) => typeof value.literal === 'number') ?? positional.at(-1)
}

/** A number of an option, where the library gives it no meaning of its own. */
function meant(value: Value, { means = {}, counts }: Knob, label: string): Counted | undefined {
  const { literal } = value
  const own = typeof literal === 'number' && Object.hasOwn(means, literal) && means[literal]
  if (!own) return counted(value, counts, label)
  return { attempts: own, basis: shorten(`${label}${value.node.text}`), explicit: true }
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
    const label = `${knob.option}: `
    if (value && !isSpreadOver(value.node, call)) return meant(value, knob, label)
    const { value: other, open, name } = optionElsewhere(call, knob.option, ctx) ?? {}
    if (other) return meant(other, knob, label)
    const texts = [value?.node.text, open?.text ?? (name && `...${name}`)]
    const basis = shorten(`${label}${texts.filter(Boolean).join(', ')}`)
    if (open) return { attempts: 'unknown', basis, explicit: true }
    if (!value || !name) return value && counted(value, knob.counts, label)
    return { attempts: 'unknown', basis, explicit: true, limit: { name, counts: knob.counts } }
  }
  if (knob.index !== undefined) {
    const value = args.positional[knob.index]
    return value && counted(value, knob.counts, '')
  }
  if (knob.nested) {
    const value = nested(call, knob.nested, ctx)
    return value && counted(value, knob.counts, `${knob.nested}: `)
  }
  if (knob.text) {
    const found = textOf(call, knob.text, ctx)
    return found === undefined
      ? undefined
      : counted({ node: call, literal: Number(found) }, knob.counts, '')
  }
  if (knob.policies) return policyIn(args, knob.policies, knob.counts)
  if (!knob.field) return undefined
  // The client's own field, or one of the configuration that it is given.
  const given = args.positional.map(({ node }) => node.text).filter((text) => /^\w+$/.test(text))
  for (const holder of [variable, ...given]) {
    const field = `${holder}.${knob.field}`
    const written = holder ? ctx.bindings().constants.get(field) : undefined
    if (!written) continue
    const literal = ctx.constant(field)
    return literal === undefined
      ? counted(ctx.value(written), knob.counts, `${knob.field} = `)
      : counted({ node: call, literal }, knob.counts, `${knob.field} = ${literal}; `)
  }
  return undefined
}

function policyIn(
  { positional }: Arguments,
  policies: Record<string, number>,
  counts: Knob['counts'],
): Counted | undefined {
  for (const { node } of positional) {
    const name = node.text.slice(node.text.lastIndexOf('.') + 1)
    const number = Object.hasOwn(policies, name) ? policies[name] : undefined
    if (number !== undefined) return counted({ node, literal: number }, counts, '')
  }
  return undefined
}

function givenTo(call: SyntaxNode, { knobs = [] }: RetryLibrary, ctx: DetectorContext) {
  for (const { option, counts } of knobs) {
    const name = option && optionElsewhere(call, option, ctx)?.name
    if (name) return { name, counts }
  }
  return undefined
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
  const given = call ? givenTo(call, row, ctx) : undefined
  return {
    attempts,
    basis: `default of ${packageOf(row)}`,
    explicit: false,
    ...(given ? { given } : {}),
  }
}

/** Options that say when it repeats, how long it pauses and when it gives up, as written. */
export function termsOf(
  call: SyntaxNode,
  ctx: DetectorContext,
): { condition?: string; delay?: string; deadline?: string } {
  const args = ctx.args(call)
  const written = (names: string[]) => {
    for (const name of names) {
      const value = args.option(name)
      if (value) return `${name}: ${value.node.text}`.replace(/\s+/g, ' ')
    }
    return undefined
  }
  const pick = (names: string[]) => written(names)?.slice(0, MAX_SHOWN)
  const whole = written([
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
  const condition =
    whole && whole.length > MAX_CONDITION ? `${whole.slice(0, MAX_CONDITION)}…` : whole
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
