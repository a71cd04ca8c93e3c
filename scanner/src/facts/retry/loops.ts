import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { isTelling } from '../functions'
import { isTestFile } from '../test-files'
import { asksServer } from './failover'
import { innerBound } from './inner-bound'
import { type Bound, boundOf } from './loop-bound'
import { askedBefore, own, type Shape, shapeOf } from './loop-shape'
import { isPause, repeatedCalls } from './repeated'
import { addLayer } from './report-layer'
import { RETRY_WORDS } from './retry-words'
import { retryDecision } from './rule'

const POLLING = /\bpoll|status|state\b|ready|pending|complete|isDone|finished|heartbeat/i
/** The status of an error is that of a failure, none that is waited for. */
const OF_ERROR = /\b(e|ex|err|error|exc|exception)\??\.(response\??\.)?status\w*/g
const PAGING =
  /cursor|\bpage\b|pageToken|offset|nextToken|hasMore|has_more|continuationToken|hasNext|next_page/i
const SWAPPING = /compareAndSet|CompareAndSwap|compareExchange|OptimisticLock|watch\(/
const CONSUMING =
  /running|shutdown|stopped|isActive|closing|interrupted|consume|receive|\.read\(|readLine|scanner|accept\(|nextval|<-/i

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
    const asks = askedBefore(body, ctx)
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
      ...(asks ? { asks } : {}),
      ...(deadline ? { deadline } : {}),
    })
  },
}
