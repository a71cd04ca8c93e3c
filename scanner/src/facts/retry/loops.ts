import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS, isTelling } from '../functions'
import { FUNCTIONS } from '../symbols'
import { isTestFile } from '../test-files'
import { asksServer } from './failover'
import { innerBound } from './inner-bound'
import { type Bound, boundOf } from './loop-bound'
import { isPause, repeatedCalls } from './repeated'
import { addLayer } from './report-layer'
import { RETRY_WORDS } from './retry-words'
import { retryDecision } from './rule'

/** A result that says failure; without it a loop waits for a state rather than trying again. */
const FAILURE = /\bok\b|success|\berror\b|lastErr|\bfail|status(Code)?\s*(===|>=|!==|<)\s*\d/i
const POLLING = /\bpoll|status|state\b|ready|pending|complete|isDone|finished|heartbeat/i
/** The status of an error is that of a failure, none that is waited for. */
const OF_ERROR = /\b(e|ex|err|error|exc|exception)\??\.(response\??\.)?status\w*/g
const PAGING =
  /cursor|\bpage\b|pageToken|offset|nextToken|hasMore|has_more|continuationToken|hasNext|next_page/i
const SWAPPING = /compareAndSet|CompareAndSwap|compareExchange|OptimisticLock|watch\(/
const CONSUMING =
  /running|shutdown|stopped|isActive|closing|interrupted|consume|receive|\.read\(|readLine|scanner|accept\(|nextval|<-/i
const LEAVES = new Set([
  'return_statement',
  'break_statement',
  'throw_statement',
  'raise_statement',
])
const LOOPS =
  /^(for_statement|while_statement|do_statement|for_in_statement|enhanced_for_statement)$/

/** Nodes of a loop's body, without those of inner functions and inner loops. */
function* own(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of node.children) {
    yield child
    if (!FUNCTIONS.has(child.type) && !LOOPS.test(child.type)) yield* own(child)
  }
}

/** A handler that does not leave on every path leads back to the loop's header. */
function comesBack(handler: SyntaxNode): boolean {
  const block = handler.child('body') ?? handler.first('block')
  const last = (block?.first('statement_list') ?? block)?.children.at(-1)
  if (!last) return true
  // `if (attempt < 3) { wait; continue }` before it throws: one way back is enough.
  if (LEAVES.has(last.type))
    return [...own(handler)].some((one) => one.type === 'continue_statement')
  if (last.type === 'if_statement' && last.child('alternative')) {
    // `if (again) { wait } else { throw }`: one way back is enough.
    return [...own(last)].some((one) => one.type === 'continue_statement' || CALLS.has(one.type))
  }
  return true
}

/** Text of a loop's body without functions in place: what those look at leads back to nothing here. */
function withoutInner(body: SyntaxNode): string {
  const { start } = body
  let text = body.text
  for (const node of [...own(body)].toReversed()) {
    if (!FUNCTIONS.has(node.type)) continue
    text = text.slice(0, node.start - start) + text.slice(node.end - start)
  }
  return text
}

function exits(nodes: Iterable<SyntaxNode>): boolean {
  for (const node of nodes) {
    if (node.type === 'return_statement' || node.type === 'break_statement') return true
  }
  return false
}

interface Shape {
  /** Statements whose calls are made again. */
  tried: SyntaxNode[]
  /** Failure leads back by an exception, by an error value or a result that is looked at. */
  how: 'exception' | 'error value' | 'result'
}

function shapeOf(
  loop: SyntaxNode,
  body: SyntaxNode,
  { each }: Bound,
  ctx: DetectorContext,
): Shape | undefined {
  const nodes = [...own(body)]
  for (const node of nodes) {
    if (!/^try(_with_resources)?_statement$/.test(node.type)) continue
    const handlers = node.children.filter((one) => /^(catch|except)_clause$/.test(one.type))
    const tried = node.child('body')
    if (!tried || !handlers.some(comesBack)) continue
    const otherwise = node.first('else_clause')
    const afterwards = body.children.slice(body.children.findIndex((one) => one.contains(node)) + 1)
    const succeeds = exits(own(tried)) || (otherwise && exits(own(otherwise))) || exits(afterwards)
    // What is asked one after another is no retry where something else ends it.
    const leaves = succeeds || (!each && afterwards.some((one) => exits(own(one))))
    if (leaves) return { tried: [tried], how: 'exception' }
  }
  if (ctx.language === 'go') {
    const text = withoutInner(body)
    const back =
      /if [^{]*\berr\w* != nil[^{]*\{/.test(text) &&
      /\bcontinue\b|time\.Sleep|time\.After/.test(text)
    const success = /if [^{]*\berr\w* == nil[^{]*\{\s*(return|break)/.test(text)
    const otherwise = /if [^{]*\berr\w* != nil[^{]*\{[^{}]*\}\s*else\s*\{\s*(return|break)/.test(
      text,
    )
    if (success || otherwise || (back && exits(nodes))) return { tried: [body], how: 'error value' }
    return undefined
  }
  const awaits = nodes.some((one) => /^await(_expression)?$/.test(one.type))
  const guarded = nodes.some((one) => one.type === 'if_statement' && exits(own(one)))
  const failure = FAILURE.test(body.text) && RETRY_WORDS.test(loop.text)
  if (awaits && guarded && failure) return { tried: [body], how: 'result' }
  return undefined
}

/** Scripts can only fail from outside where they wait; other loops look for something. */
function mayFail(tried: SyntaxNode[], ctx: DetectorContext): boolean {
  if (['python', 'java', 'go'].includes(ctx.language)) return true
  return tried.some((top) =>
    [...own(top)].some(
      (one) => one.type === 'await_expression' || /Sync\(/.test(one.text.slice(0, 60)),
    ),
  )
}

function score(
  loop: SyntaxNode,
  body: SyntaxNode,
  { counter, each }: Bound,
  how: Shape['how'],
): number {
  const text = loop.text
  const header = text.slice(0, Math.max(0, body.start - loop.start))
  const words = RETRY_WORDS.test(text)
  let points = how === 'result' ? 0 : 1
  if (RETRY_WORDS.test(header)) points += 2
  else if (words) points += 1
  const pauses = /sleep|delay|setTimeout|time\.After|backoff/i.test(body.text)
  if (pauses) points += 1
  if (SWAPPING.test(text)) points -= 3
  // What asks one after another waits for nothing to come.
  if (!each && !RETRY_WORDS.test(header) && POLLING.test(text.replace(OF_ERROR, ''))) points -= 2
  if (PAGING.test(header) || (!words && PAGING.test(text))) points -= 2
  if (CONSUMING.test(header) || (!words && CONSUMING.test(text))) points -= 2
  // An index into a collection goes through it; it does not try again.
  if (
    counter &&
    new RegExp(`\\[\\s*${counter}\\s*\\]|\\.(get|at|charAt)\\(\\s*${counter}\\s*\\)`).test(text)
  ) {
    points -= /delay|backoff|wait/i.test(text) && RETRY_WORDS.test(header) ? 1 : 3
  }
  return points
}

/**
 * Retry loops written by hand: a counted, timed or endless loop around a call, left on success and
 * continued after a failure (after WASABI's definition, widened to error values and results).
 */
export const retryLoops: Detector = {
  rules: [retryDecision],
  nodeTypes: [
    'for_statement',
    'while_statement',
    'do_statement',
    'for_in_statement',
    'enhanced_for_statement',
  ],
  visit(loop, ctx) {
    const body = loop.child('body')
    if (!body) return
    const bound = boundOf(loop, ctx)
    if (!bound) return
    const shape = shapeOf(loop, body, bound, ctx)
    if (!shape || isTestFile(ctx)) return
    if (!mayFail(shape.tried, ctx)) return
    if (score(loop, body, bound, shape.how) < (bound.kind === 'count' ? 2 : 3)) return
    const repeats = repeatedCalls(shape.tried).filter((one) => isTelling(one) && !isPause(one))
    if (repeats.length === 0 || (bound.each && !asksServer(repeats))) return
    const inner = bound.kind === 'none' ? innerBound(loop, own(body), ctx) : undefined
    const pause =
      /((?:\w+\.)*(?:sleep|delay|setTimeout|Sleep|After)\w*)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/i.exec(
        body.text,
      )
    const limit = inner ? inner.limit : bound.limit
    const deadline = bound.kind === 'time' ? bound.basis : inner?.deadline
    addLayer(ctx, loop, {
      kind: 'loop',
      mechanism: 'loop',
      attempts: inner?.attempts ?? bound.attempts,
      basis: inner?.basis ?? bound.basis,
      source: 'explicit',
      repeats,
      ...(limit ? { limit } : {}),
      condition: `after ${shape.how === 'error value' ? 'an' : 'a'} ${shape.how}`.replace(
        'a exception',
        'an exception',
      ),
      ...(pause ? { delay: pause[0].replace(/\s+/g, ' ').slice(0, 60) } : {}),
      ...(deadline ? { deadline } : {}),
    })
  },
}
