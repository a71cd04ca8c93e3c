import type { FanOutFact, FunctionFact } from '../../model'
import { calleeOf } from '../callee'
import type { DetectorContext, SyntaxNode } from '../detector'
import {
  COMPREHENSION,
  comprehended,
  eachOf,
  elementsOf,
  type LeftOut,
  type Repetition,
  receiverOf,
} from '../elements'
import { CALLS, isTelling } from '../functions'
import { isFew } from '../rows/row-exceptions'
import { FUNCTIONS, namedFunctionOf, scopeName, symbolOf } from '../symbols'

const LOOPS: ReadonlySet<string> = new Set([
  ...['for_statement', 'for_in_statement', 'enhanced_for_statement'],
])
/** Of what stands around a call, the few types that are asked about. */
const AROUND: ReadonlySet<string> = new Set([
  ...[...FUNCTIONS, ...LOOPS, 'list_comprehension', 'set_comprehension'],
  ...['dictionary_comprehension', 'generator_expression'],
])
/** What comes in from elsewhere, message by message: a loop that consumes starts no more work. */
const CONSUMED =
  /consumer|subscri(ption|be)|\.(consume|listen|watch|poll|iter_lines)\(|stdin|socket/i
/** Where elements are waited for, or come through a channel, that is said by less. */
const STREAMED =
  /\b(events?|messages?|msgs|deliveries|ch(an)?)\b|\w(Ch|Chan|Channel)\b|\.C$|ticker|reader/i
/** Calls that run what they are given, where they stand or soon; of others nobody knows when. */
const RUNS =
  /(^|\.)(go|Go|then|catch|finally|submit|execute|run|runAsync|supply|supplyAsync|call|limit|\w*[lL]imit(er)?|queue|pool|add|push|spawn|create_task|ensure_future|to_thread|try\w*|with[A-Z]\w*|\w*[rR]etr(y|ies)\w*|backOff|\$?transaction|trace\w*|\w*[sS]pan)$|^Promise$/

const notData: LeftOut = (elements, variable, ctx) => {
  const text = elements.text.slice(0, 100)
  const loop = elements.parent
  const waits = loop?.type === 'range_clause' || loop?.has('await') || loop?.has('async')
  return CONSUMED.test(text) || (waits && STREAMED.test(text)) || isFew(elements, variable, ctx)
}

/** A function that runs where it stands: called at once, waited for, given back, or handed to what runs it. */
function runsHere(fn: SyntaxNode): SyntaxNode | null {
  const call = receiverOf(fn)
  if (call) {
    const { type, field } = call.parent ?? { type: '', field: null }
    if (/^(await|await_expression|return_statement|arrow_function)$/.test(type)) return call
    if (field === 'value' && type === 'lambda_expression') return call
    return RUNS.test(calleeOf(call)) ? call : null
  }
  let above = fn.parent
  while (above?.type === 'parenthesized_expression') above = above.parent
  const again = above?.type === 'arrow_function' || above?.type === 'return_statement'
  return above && (again || CALLS.has(above.type)) ? fn : null
}

/** Everything between a call and the named function around it that runs it once for each element. */
function repetitionsOf(from: SyntaxNode, ctx: DetectorContext): Repetition[] {
  const found: Repetition[] = []
  for (let node = from, above = from.parent; above; node = above, above = above.parent) {
    const { type } = above
    if (!AROUND.has(type)) continue
    if (LOOPS.has(type)) {
      const each = node.field === 'body' ? elementsOf(above, ctx, notData) : null
      if (each) found.push(each)
    } else if (COMPREHENSION.test(type)) {
      const first = above.children.find((one) => one.type === 'for_in_clause')
      const each = node === first ? null : comprehended(above, ctx, notData)
      if (each) found.push(each)
    } else if (FUNCTIONS.has(type)) {
      if (scopeName(above) !== '') break
      const call = receiverOf(above)
      const each = call && eachOf(above, call, ctx, notData)
      if (each) found.push(each)
      const next = each ? call : runsHere(above)
      if (!next) break
      above = next
    }
  }
  return found
}

/** Calls that put many messages on a queue at once: BullMQ's `addBulk`, by what they are given. */
function messagesOf(call: SyntaxNode, callee: string, ctx: DetectorContext): Repetition | null {
  if (!/\.addBulk$/.test(callee)) return null
  const [given] = call.child('arguments')?.children ?? []
  if (!given || notData(given, '', ctx)) return null
  return { over: given.text, node: call }
}

/** `orders` of `orders.stream().filter(…)` and of `orders.map(…)`. */
const named = (over: string): string =>
  over
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\w)\]]) ?\.((parallelS|s)tream|map|filter|flatMap|entries|values)\(.*$/, '')
    .slice(0, 60)

/** Notes on functions which of their calls are made once for each element of something. */
export function markFanOuts(
  functions: readonly FunctionFact[],
  nodes: readonly SyntaxNode[],
  ctx: DetectorContext,
): void {
  const bySymbol = new Map(functions.map((fn) => [fn.symbol, fn]))
  const known = new Map<SyntaxNode, FanOutFact>()
  for (const node of nodes) {
    if (!CALLS.has(node.type)) continue
    const callee = calleeOf(node)
    if (!isTelling(callee)) continue
    const messages = messagesOf(node, callee, ctx)
    for (const each of [...(messages ? [messages] : []), ...repetitionsOf(node, ctx)]) {
      const before = known.get(each.node)
      if (before) {
        if (!before.calls.includes(callee)) before.calls.push(callee)
        continue
      }
      const owner = bySymbol.get(symbolOf(namedFunctionOf(node)))
      if (!owner) continue
      const fact = { calls: [callee], over: named(each.over), region: each.node.region }
      known.set(each.node, fact)
      owner.fanOuts = [...(owner.fanOuts ?? []), fact]
    }
  }
}
