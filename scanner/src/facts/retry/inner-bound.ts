import type { Attempts } from '../../model'
import type { DetectorContext, SyntaxNode } from '../detector'
import { namedFunctionOf } from '../symbols'
import type { NamedLimit } from './counts'
import { initial, limitOf, number, shorten } from './loop-bound'
import { RETRY_WORDS } from './retry-words'

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
  return Number(start) + (raises(counter).test(before) ? 1 : 0)
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
): InnerBound | undefined {
  let spent: string | undefined
  const found = new Map<string, InnerBound>()
  for (const node of nodes) {
    if (node.type !== 'if_statement') continue
    const text = node.child('condition')?.text ?? ''
    if (/[<>]/.test(text) && SPENT.test(text) && LEFT.test(node.text)) spent ??= shorten(text)
    for (const { counter, ...bound } of comparisonsIn(text, node, loop, ctx)) {
      // A further counter that its own branch raises lets further rounds through.
      if (found.has(counter)) continue
      if (found.size === 0 || raises(counter).test(node.text)) found.set(counter, bound)
    }
  }
  const [first, ...more] = found.values()
  if (first) return more.length === 0 ? first : together([first, ...more])
  return spent === undefined ? undefined : { attempts: 'unknown', basis: spent, deadline: spent }
}

interface InnerBound {
  attempts: Attempts
  basis: string
  limit?: NamedLimit
  deadline?: string
}

const raises = (counter: string) =>
  new RegExp(
    `\\b${counter}\\s*(\\+\\+|\\+=\\s*1\\b|=\\s*${counter}\\s*\\+\\s*1\\b)|\\+\\+${counter}\\b`,
  )

/** One attempt, and as many more as each counter allows. */
function together(all: readonly InnerBound[]): InnerBound {
  const more = all.map(({ attempts }) => (typeof attempts === 'number' ? attempts - 1 : undefined))
  const sum = more.reduce((a, b) => (a === undefined || b === undefined ? undefined : a + b), 1)
  return { attempts: sum ?? 'unknown', basis: shorten(all.map(({ basis }) => basis).join(' and ')) }
}

function* comparisonsIn(text: string, node: SyntaxNode, loop: SyntaxNode, ctx: DetectorContext) {
  for (const match of text.matchAll(COMPARED)) {
    const [, before, counter = '', operator = '', limit = '', less = ''] = match
    if (!RETRY_WORDS.test(`${counter} ${limit}`)) continue
    const value = number(limit, ctx)
    const seen = firstSeen(loop, node, counter)
    const first = seen === undefined ? 1 : seen + (before ? 1 : 0)
    const shift = less === '' ? 0 : less.startsWith('-') ? -1 : 1
    const more = (operator === '>' || operator === '<=' ? 2 : 1) - first + shift
    const basis = shorten(text)
    const attempts: Attempts =
      value === undefined || Math.min(value, value + more) < 2 ? 'unknown' : value + more
    const open = value === undefined ? limitOf(limit, more) : undefined
    yield { counter, attempts, basis, ...(open ? { limit: open } : {}) }
  }
}
