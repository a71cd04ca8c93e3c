import type { DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { FUNCTIONS } from '../symbols'
import type { Bound } from './loop-bound'
import { RETRY_WORDS } from './retry-words'

/** What a condition asks that says failure. */
const FAILURE =
  /\bok\b|success|err(or)?s?\b|lastErr|\bfail|retr(y|i)able|transient|status(Code)?\s*(===?|>=?|!==?|<=?)\s*\d/i
/** What a condition asks that says success. */
const WENT_WELL =
  /(^|[^!\w.?])[\w.?]*\b(ok|success\w*)\b(?!\s*={2,3}\s*false)|!\s*[\w.?]*(err(or)?s?\b|lastErr|fail|retr(y|i)able|transient)|(err(or)?|fail\w*)\s*={2,3}\s*(null|undefined|false)|status(Code)?\s*(={2,3}\s*2|<=?\s*[2345]|!==?\s*[345])|!==?\s*['"](err|fail)/i
/** Go's questions whether something failed, and how. */
const FAILED = /err\w*\s*!=\s*nil/i
const OF_ERROR = /err/i
const BAD = String.raw`([45]\d\d|http\.Status(TooMany|RequestTimeout|Internal|BadGateway|ServiceUn|GatewayT))`
/** Go's answers that say failure, and the others. */
const BAD_STATUS = new RegExp(`status(Code)?\\s*(==|>=?)\\s*${BAD}`, 'i')
const FINE_STATUS = new RegExp(`status(Code)?\\s*(!=|<)\\s*${BAD}`, 'i')
const LEAVES = new Set([
  'return_statement',
  'break_statement',
  'throw_statement',
  'raise_statement',
])
const LOOPS =
  /^(for_statement|while_statement|do_statement|for_in_statement|enhanced_for_statement)$/

/** Nodes of a loop's body, without those of inner functions and inner loops. */
export function* own(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of node.children) {
    yield child
    if (!FUNCTIONS.has(child.type) && !LOOPS.test(child.type)) yield* own(child)
  }
}

/** A handler, or branch, that does not leave on every path leads back to the loop's header. */
function comesBack(handler: SyntaxNode): boolean {
  const block = handler.child('body') ?? handler.child('consequence') ?? handler.first('block')
  const within = (block?.first('statement_list') ?? block)?.children.at(-1)
  const last = block && LEAVES.has(block.type) ? block : within
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

const conditionOf = (node: SyntaxNode): string =>
  node.type === 'if_statement' ? (node.child('condition')?.text ?? '') : ''

/**
 * An `if` by which a failed result leads back to the loop's header: it leaves with what went well or
 * because the attempts are spent, or goes on with what failed. One that leaves with what failed, or
 * waits for a state, repeats what went well: paging and polling.
 */
function asksFailure(node: SyntaxNode): boolean {
  const condition = conditionOf(node)
  if (!FAILURE.test(condition)) return false
  return comesBack(node) || WENT_WELL.test(condition) || RETRY_WORDS.test(condition)
}

/** An `if` of Go after which a failure leads back to the loop's header. */
function failsBack(node: SyntaxNode): boolean {
  const body = node.child('consequence')
  if (node.type !== 'if_statement' || !body) return false
  if (FAILED.test(conditionOf(node))) return comesBack(node)
  const asked = OF_ERROR.test(node.text.slice(0, body.start - node.start))
  return asked && [...own(body)].some((one) => one.type === 'continue_statement')
}

/** An `if` of Go by which an answer that says failure leads back to the loop's header. */
function answersBack(node: SyntaxNode): boolean {
  const condition = conditionOf(node)
  return (
    (BAD_STATUS.test(condition) && comesBack(node)) ||
    (FINE_STATUS.test(condition) && exits(own(node)))
  )
}

export interface Shape {
  /** Statements whose calls are made again. */
  tried: SyntaxNode[]
  /** Failure leads back by an exception, by an error value or a result that is looked at. */
  how: 'exception' | 'error value' | 'result'
}

/** How a failure leads back to a loop's header; undefined where none does. */
export function shapeOf(
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
      FAILED.test(text) &&
      nodes.some(failsBack) &&
      /\bcontinue\b|time\.Sleep|time\.After/.test(text)
    const success = /if [^{]*err\w* == nil[^{]*\{\s*(return|break)/i.test(text)
    const otherwise = /if [^{]*err\w* != nil[^{]*\{[^{}]*\}\s*else\s*\{\s*(return|break)/i.test(
      text,
    )
    if (success || otherwise || (back && exits(nodes))) return { tried: [body], how: 'error value' }
    const answered = nodes.some(answersBack) && exits(nodes)
    return answered ? { tried: [body], how: 'result' } : undefined
  }
  const awaits = nodes.some((one) => /^await(_expression)?$/.test(one.type))
  const guarded =
    exits(body.children) || nodes.some((one) => one.type === 'if_statement' && exits(own(one)))
  const failure = nodes.some(asksFailure) && RETRY_WORDS.test(loop.text)
  if (awaits && guarded && failure) return { tried: [body], how: 'result' }
  return undefined
}

/** `acme.AsRateLimitError(err)`: a question of one's own whether an error is of one class. */
const OWN_QUESTION = /(?:^|\.)(?:As|Is)\w*Err(?:or)?$/

/**
 * The question that every way back of a loop of Go asks: `if e, ok := acme.AsLimit(err); ok { …;
 * continue }` before it leaves. Undefined where something else leads back, too.
 */
export function askedBefore(body: SyntaxNode, ctx: DetectorContext): string | undefined {
  if (ctx.language !== 'go') return undefined
  const last = (body.first('statement_list') ?? body).children.at(-1)
  if (!last || !LEAVES.has(last.type)) return undefined
  const back = [...own(body)].filter((one) => one.type === 'continue_statement')
  const asked = new Set(back.map((one) => questionAround(one, body, ctx)))
  const [question] = asked
  return asked.size === 1 ? question : undefined
}

function questionAround(node: SyntaxNode, body: SyntaxNode, ctx: DetectorContext) {
  for (let at = node; at !== body && at.parent; at = at.parent) {
    const { parent } = at
    if (parent.type !== 'if_statement' || at.field !== 'consequence') continue
    const head = parent.children.filter(
      ({ field }) => field === 'initializer' || field === 'condition',
    )
    for (const one of head.flatMap((part) => [part, ...part.descendants()])) {
      if (CALLS.has(one.type) && OWN_QUESTION.test(ctx.callee(one))) return ctx.callee(one)
    }
  }
  return undefined
}
