import type { Attempts } from '../../model'
import type { DetectorContext, SyntaxNode } from '../detector'
import { countsOf, type NamedLimit } from './counts'
import { isOverServers } from './failover'

/** What limits a loop, as far as it is written. */
export interface Bound {
  kind: 'count' | 'time' | 'none'
  attempts: Attempts
  basis: string
  /** Counter variable of a counting loop. */
  counter: string
  /** It goes through several that do the same work. */
  each?: true
  /** Name that somebody else gives a value. */
  limit?: NamedLimit
}

const TIME =
  /Date\.now|performance\.now|deadline|time\.(time|monotonic)\(|currentTimeMillis|nanoTime|time\.(Now|Since)|timeout/i
const COUNTED = /(attempts|retries|tries|(attempt|retry|try)_?(count|limit))$/i
/** `int(f.retryCount)` is that number in another type. */
const CAST = /\b(?:u?int(?:8|16|32|64)?|Number)\(([\w.]+)\)/g
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
export function limitOf(name: string, more: number | undefined): NamedLimit | undefined {
  const counts = more === undefined ? undefined : countsOf(more)
  return counts && /^[A-Za-z_$][\w$.]*$/.test(name) ? { name, counts } : undefined
}

/** `a < MAX`, `MAX >= a`, `MAX + 1`: counter, limit and how many rounds that allows from `start`. */
function comparison(text: string, start: number | undefined, ctx: DetectorContext) {
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

export function initial(loop: SyntaxNode): string | undefined {
  const holder = loop.child('initializer') ?? loop.child('init')
  return /=\s*(\d+)/.exec(holder?.text ?? '')?.[1]
}

/** Loops over collections, as the grammars name them. */
const OVER = /^(for_in_statement|enhanced_for_statement)$/

/** `for (server : servers)`: one attempt at each, however many there are. */
function failover(over: SyntaxNode | null | undefined, loop: SyntaxNode): Bound | undefined {
  return over && isOverServers(over, loop)
    ? { ...counted(undefined, `one for each of ${over.text}`, ''), each: true }
    : undefined
}

/** How a loop is bounded; undefined for loops over collections, but of those that do the same work. */
export function boundOf(loop: SyntaxNode, ctx: DetectorContext): Bound | undefined {
  if (OVER.test(loop.type)) return failover(loop.child('right') ?? loop.child('value'), loop)
  if (ctx.language === 'python' && loop.type === 'for_statement')
    return pythonRange(loop, ctx) ?? failover(loop.child('right'), loop)
  const clause = loop.first('for_clause')
  if (loop.first('range_clause')) {
    const over = loop.first('range_clause')?.child('right')
    const counter = loop.first('range_clause')?.child('left')?.text ?? ''
    const limit = over ? number(over.text, ctx) : undefined
    if (!over || (limit === undefined && !COUNTED.test(over.text))) return failover(over, loop)
    const open = limit === undefined ? limitOf(over.text, 0) : undefined
    return counted(limit, `range ${over.text}`, counter, open)
  }
  const condition = inner((clause ?? loop).child('condition') ?? goCondition(loop))
  const written = condition?.text.replace(/;$/, '') ?? ''
  const text = written.replace(CAST, '$1')
  if (text === '' || /^(true|True|1)$/.test(text)) {
    return { kind: 'none', attempts: 'unbounded', basis: 'no bound at the loop', counter: '' }
  }
  if (COLLECTION.test(text)) return undefined
  const start = initial(clause ?? loop)
  const parts = text.split(/&&|\band\b/).map((part) => part.trim())
  for (const part of parts) {
    const found = comparison(part, start === undefined ? undefined : Number(start), ctx)
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
