import type { FunctionFact } from '../../model'
import { calleeOf } from '../callee'
import type { SyntaxNode } from '../detector'
import { CALLS, isTelling } from '../functions'
import { FUNCTIONS, symbolOf } from '../symbols'
import { HANDLERS } from './hearing'
import { catchingAll, letOut, MAY_THROW } from './let-out'
import { THROWS, thrownClass } from './thrown-classes'

/**
 * Class of the error that every failure of the tried statements leaves as: all errors are caught,
 * and each handler ends by throwing a new one of that class.
 */
function turnsInto(statement: SyntaxNode): string | undefined {
  const handlers = catchingAll(statement)
  if (handlers.length === 0) return undefined
  const classes = new Set<string | undefined>()
  for (const handler of handlers) {
    const block = handler.child('body') ?? handler.first('block')
    const last = block?.children.at(-1)
    if (!last || !THROWS.has(last.type)) return undefined
    for (const node of handler.descendants()) {
      if (THROWS.has(node.type)) classes.add(MADE_ERROR.exec(node.text)?.[1])
      else if (node.type === 'return_statement') return undefined
    }
  }
  const [only] = classes
  return classes.size === 1 ? only : undefined
}

const MADE_ERROR = /^(?:throw\s+new|raise)\s+([A-Z]\w*)\s*\(/

const SILENT =
  /^(noop|ignore\w*|swallow\w*|console\.\w+|(this\.)?log(ger)?\.\w+|\(\) *=> *\{ *\})$/i

/** `work().catch(() => null)`: what is tried, when the handler throws nothing again. */
function caughtAtOnce(call: SyntaxNode): SyntaxNode | undefined {
  if (call.type !== 'call_expression') return undefined
  const target = call.child('function')
  if (target?.type !== 'member_expression' || target.child('property')?.text !== 'catch') {
    return undefined
  }
  const handler = call.child('arguments')?.children[0]
  if (!handler) return undefined
  if (!FUNCTIONS.has(handler.type)) {
    return SILENT.test(handler.text) ? (target.child('object') ?? undefined) : undefined
  }
  const body = handler.child('body')
  if (!body || MAY_THROW.test(body.text) || /\bthrow\b/.test(body.text)) return undefined
  return target.child('object') ?? undefined
}

function isWithin(node: SyntaxNode, top: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at && at !== top; at = at.parent) {
    if (FUNCTIONS.has(at.type) && symbolOf(at) !== symbolOf(top)) return false
  }
  return true
}

/**
 * Notes on functions which of their calls fail without anybody further out hearing of it, and
 * which of them as an error of another class.
 */
export function markSwallowed(
  functions: readonly FunctionFact[],
  nodes: readonly SyntaxNode[],
): void {
  const bySymbol = new Map(functions.map((fn) => [fn.symbol, fn]))
  for (const node of nodes) {
    const isTry = node.type === 'try_statement'
    const error = isTry ? turnsInto(node) : undefined
    const lets = isTry && !error ? letOut(node) : undefined
    const tried = error || lets ? node.child('body') : caughtAtOnce(node)
    const owner = tried && bySymbol.get(symbolOf(tried))
    const calls = tried && owner ? [...callsIn(tried)] : []
    if (!tried || !owner || calls.length === 0) continue
    const { region } = tried
    if (error) owner.turned = [...(owner.turned ?? []), { calls, error, region }]
    else {
      const some = lets && lets.length > 0 ? { lets, ...thrownIn(tried), ...failingIn(tried) } : {}
      owner.swallowed = [...(owner.swallowed ?? []), { calls, region, ...some }]
    }
  }
  for (const fn of functions) if (fn.swallowed) dropUnguarded(fn, nodes)
}

function thrownIn(tried: SyntaxNode): { throws?: string[] } {
  const found = new Set<string>()
  for (const node of tried.descendants()) {
    const thrown = THROWS.has(node.type) && isWithin(node, tried) ? thrownClass(node) : undefined
    if (thrown) found.add(thrown)
  }
  return found.size > 0 ? { throws: [...found] } : {}
}

/** Calls in handlers inside: they hear of failures. */
function failingIn(tried: SyntaxNode): { failing?: string[] } {
  const found = new Set<string>()
  for (const node of tried.descendants()) {
    if (!HANDLERS.has(node.type)) continue
    for (const one of callsIn(node, tried)) found.add(one)
  }
  return found.size > 0 ? { failing: [...found] } : {}
}

function callsIn(tried: SyntaxNode, top = tried): Set<string> {
  const calls = new Set<string>()
  for (const node of [tried, ...tried.descendants()]) {
    if (!CALLS.has(node.type) || !isWithin(node, top)) continue
    const callee = calleeOf(node)
    if (isTelling(callee)) calls.add(callee)
  }
  return calls
}

/** A call that is also made outside of the handlers can fail outwards. */
function dropUnguarded(fn: FunctionFact, nodes: readonly SyntaxNode[]): void {
  const all = new Set(fn.swallowed?.flatMap((one) => one.calls))
  const open = new Set<string>()
  for (const node of nodes) {
    if (!CALLS.has(node.type)) continue
    const callee = calleeOf(node)
    if (!all.has(callee) || symbolOf(node) !== fn.symbol) continue
    const { startLine } = node.region
    const guarded = fn.swallowed?.some(
      ({ calls, region }) =>
        calls.includes(callee) && region.startLine <= startLine && startLine <= region.endLine,
    )
    if (!guarded) open.add(callee)
  }
  if (open.size === 0) return
  const kept = fn.swallowed
    ?.map((one) => ({ ...one, calls: one.calls.filter((callee) => !open.has(callee)) }))
    .filter((one) => one.calls.length > 0)
  if (kept && kept.length > 0) fn.swallowed = kept
  else delete fn.swallowed
}
