import type { Attempts } from '../../model'
import type { DetectorContext, SyntaxNode } from '../detector'
import { namedFunctionOf } from '../symbols'
import { countsOf, type NamedLimit } from './counts'

/** What limits a loop, as far as it is written. */
export interface Bound {
  kind: 'count' | 'time' | 'none'
  attempts: Attempts
  basis: string
  /** Counter variable of a counting loop. */
  counter: string
  /** Name that somebody else gives a value. */
  limit?: NamedLimit
}

export const RETRY_WORDS = /retr(y|ies|ying)|attempt|\b(max_?)?tries\b|back_?off/i
const TIME =
  /Date\.now|performance\.now|deadline|time\.(time|monotonic)\(|currentTimeMillis|nanoTime|time\.(Now|Since)|timeout/i
const COLLECTION = /\.(length|size\(\)|Len\(\))|\blen\(|\.count\b|hasNext|\.Next\(/
export const shorten = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60)

function inner(node: SyntaxNode | null): SyntaxNode | null {
  return node?.type === 'parenthesized_expression' ? inner(node.children[0] ?? null) : node
}

export function number(text: string, ctx: DetectorContext): number | undefined {
  const literal = /^\d+$/.test(text)
    ? Number(text)
    : ctx.constant(text.replace(/^(this|self)\./, ''))
  return typeof literal === 'number' ? literal : undefined
}

/** A name that lets so many more rounds through than it says. */
function limitOf(name: string, more: number | undefined): NamedLimit | undefined {
  const counts = more === undefined ? undefined : countsOf(more)
  return counts && /^[A-Za-z_$][\w$.]*$/.test(name) ? { name, counts } : undefined
}

/** `a < MAX`, `MAX >= a`, `MAX + 1`: counter, limit and how many rounds that allows from `start`. */
function comparison(condition: SyntaxNode | null, start: number | undefined, ctx: DetectorContext) {
  const text = condition?.text ?? ''
  const match = /^([\w.]+)\s*(<=?|>=?)\s*([\w.]+(?:\s*[+-]\s*1)?)$/.exec(text)
  if (!match) return undefined
  const [, left = '', operator = '', right = ''] = match
  if (/^\d+$/.test(left) || (operator.startsWith('>') && /^[01]$/.test(right))) {
    // Counting down: `while (retries > 0)`.
    const from = number(left, ctx) ?? start
    const more = (operator === '>=' ? 1 : 0) - (right === '1' ? 1 : 0)
    return {
      counter: left,
      attempts: from === undefined ? undefined : from + more,
      limit: from === undefined ? limitOf(left, more) : undefined,
    }
  }
  if (operator.startsWith('>')) return undefined
  const plus = /\+\s*1$/.test(right) ? 1 : /-\s*1$/.test(right) ? -1 : 0
  const name = right.replace(/\s*[+-]\s*1$/, '')
  const limit = number(name, ctx)
  const more = plus - (start ?? 0) + (operator === '<=' ? 1 : 0)
  if (limit === undefined) return { counter: left, attempts: undefined, limit: limitOf(name, more) }
  return { counter: left, attempts: limit + more, limit: undefined }
}

function counted(
  attempts: number | undefined,
  basis: string,
  counter: string,
  limit?: NamedLimit,
): Bound {
  return {
    kind: 'count',
    attempts: attempts === undefined || attempts < 1 ? 'unknown' : attempts,
    basis: shorten(basis),
    counter,
    ...(limit ? { limit } : {}),
  }
}

/** `for attempt in range(1, n + 1)`. */
function pythonRange(loop: SyntaxNode, ctx: DetectorContext): Bound | undefined {
  const source = loop.child('right')
  if (source?.type !== 'call' || ctx.callee(source) !== 'range') return undefined
  const [first, second] = (source.child('arguments')?.children ?? []).map((one) => one.text)
  if (first === undefined) return undefined
  const counter = loop.child('left')?.text ?? ''
  const limit = second ?? first
  const plus = /\+\s*1$/.test(limit) ? 1 : 0
  const name = limit.replace(/\s*\+\s*1$/, '')
  const end = number(name, ctx)
  const start = second === undefined ? 0 : number(first, ctx)
  const attempts = end === undefined || start === undefined ? undefined : end + plus - start
  const open = end === undefined && start !== undefined ? limitOf(name, plus - start) : undefined
  return counted(attempts, source.text, counter, open)
}

function initial(loop: SyntaxNode): string | undefined {
  const holder = loop.child('initializer') ?? loop.child('init')
  return /=\s*(\d+)/.exec(holder?.text ?? '')?.[1]
}

/** How a loop is bounded; undefined for loops over collections. */
export function boundOf(loop: SyntaxNode, ctx: DetectorContext): Bound | undefined {
  if (ctx.language === 'python' && loop.type === 'for_statement') return pythonRange(loop, ctx)
  const clause = loop.first('for_clause')
  if (loop.first('range_clause')) {
    const over = loop.first('range_clause')?.child('right')
    const counter = loop.first('range_clause')?.child('left')?.text ?? ''
    const limit = over ? number(over.text, ctx) : undefined
    if (!over || (limit === undefined && !/(attempts|retries|tries)$/i.test(over.text))) {
      return undefined
    }
    const open = limit === undefined ? limitOf(over.text, 0) : undefined
    return counted(limit, `range ${over.text}`, counter, open)
  }
  const condition = inner((clause ?? loop).child('condition') ?? goCondition(loop))
  const text = condition?.text.replace(/;$/, '') ?? ''
  if (text === '' || /^(true|True|1)$/.test(text)) {
    return { kind: 'none', attempts: 'unbounded', basis: 'no bound at the loop', counter: '' }
  }
  if (COLLECTION.test(text)) return undefined
  const start = initial(clause ?? loop)
  const parts = text.split(/&&|\band\b/).map((part) => part.trim())
  for (const part of parts) {
    const node = part === text ? condition : ({ text: part } as SyntaxNode)
    const found = comparison(node, start === undefined ? undefined : Number(start), ctx)
    if (found && !TIME.test(part)) return counted(found.attempts, part, found.counter, found.limit)
  }
  if (TIME.test(text))
    return { kind: 'time', attempts: 'unknown', basis: shorten(text), counter: '' }
  if (/retr|attempt|tries/i.test(text)) return counted(undefined, text, '')
  return undefined
}

/** Go's `for cond { }` has its condition as a plain child. */
function goCondition(loop: SyntaxNode): SyntaxNode | null {
  if (loop.type !== 'for_statement' || loop.child('right')) return null
  const first = loop.children[0]
  return first && first.field !== 'body' && first.type.endsWith('expression') ? first : null
}

const COMPARED = /(\+\+)?([\w.]+)(?:\+\+)?\s*(>=|<=|===?|>|<)\s*([\w.]+)(?:\s*([+-]\s*1)\b)?/g

/** What a counter is when it is first looked at: where it starts, and whether it was raised before. */
function firstSeen(loop: SyntaxNode, look: SyntaxNode, counter: string): number | undefined {
  if (!/^\w+$/.test(counter)) return undefined
  const { source } = loop.file
  const around = source.slice(namedFunctionOf(loop)?.start ?? 0, loop.start)
  const set = new RegExp(`\\b${counter}(?:\\s*:\\s*\\w+)?\\s*:?=\\s*(\\d+)\\b`, 'g')
  const start = initial(loop.first('for_clause') ?? loop) ?? [...around.matchAll(set)].at(-1)?.[1]
  if (start === undefined) return undefined
  const before = source.slice(loop.child('body')?.start ?? loop.start, look.start)
  const raised = new RegExp(
    `\\b${counter}\\s*(\\+\\+|\\+=\\s*1\\b|=\\s*${counter}\\s*\\+\\s*1\\b)|\\+\\+${counter}\\b`,
  )
  return Number(start) + (raised.test(before) ? 1 : 0)
}

/** A comparison with time that is left or spent, and a way out of the loop after it. */
const SPENT =
  /budget|elapsed|remaining|waited|expire|Date\.now|performance\.now|deadline|monotonic|currentTimeMillis|nanoTime|time\.(Now|Since)|timeout/i
const LEFT = /\b(throw|raise|return|break)\b/

/**
 * `while (true)` with `if (attempt >= 3) throw` or `if (attempt < 3) continue` inside is bounded after
 * all. The counter is taken to stand at one after the first round, unless it is written where it starts.
 * With `if (waited > budget) throw` it ends by time: after how many rounds is unknown.
 */
export function innerBound(
  loop: SyntaxNode,
  nodes: Iterable<SyntaxNode>,
  ctx: DetectorContext,
): { attempts: Attempts; basis: string; limit?: NamedLimit; deadline?: string } | undefined {
  let spent: string | undefined
  for (const node of nodes) {
    if (node.type !== 'if_statement') continue
    const text = node.child('condition')?.text ?? ''
    if (/[<>]/.test(text) && SPENT.test(text) && LEFT.test(node.text)) spent ??= shorten(text)
    for (const match of text.matchAll(COMPARED)) {
      const [, before, counter = '', operator = '', limit = '', less = ''] = match
      if (!RETRY_WORDS.test(`${counter} ${limit}`)) continue
      const value = number(limit, ctx)
      const seen = firstSeen(loop, node, counter)
      const first = seen === undefined ? 1 : seen + (before ? 1 : 0)
      const shift = less === '' ? 0 : less.startsWith('-') ? -1 : 1
      const more = (operator === '>' || operator === '<=' ? 2 : 1) - first + shift
      const basis = shorten(text)
      if (value !== undefined)
        return { attempts: Math.min(value, value + more) < 2 ? 'unknown' : value + more, basis }
      const open = limitOf(limit, more)
      return { attempts: 'unknown', basis, ...(open ? { limit: open } : {}) }
    }
  }
  return spent === undefined ? undefined : { attempts: 'unknown', basis: spent, deadline: spent }
}
