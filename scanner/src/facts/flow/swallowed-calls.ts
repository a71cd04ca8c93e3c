import type { FunctionFact } from '../../model'
import { calleeOf } from '../callee'
import type { SyntaxNode } from '../detector'
import { CALLS, isTelling } from '../functions'
import { FUNCTIONS, symbolOf } from '../symbols'

const THROWS = /^(throw_statement|raise_statement)$/
/** A handler that hands the error to somebody else may well throw there. */
const MAY_THROW =
  /\b(throw|raise|reject|next|abort|exit|panic|fail|retry|rethrow|handle|assert|on)\w*\(|Promise\.reject/i
const ALL_ERRORS = /^\s*$|^(Exception|BaseException|Throwable|RuntimeException)\b/

function caughtType(handler: SyntaxNode): string {
  if (handler.type === 'except_clause') return handler.child('value')?.text ?? ''
  return handler.first('catch_formal_parameter')?.first('catch_type')?.text ?? ''
}

/** Every failure of the tried statements ends here: all errors are caught and none leaves. */
function swallows(statement: SyntaxNode): boolean {
  const handlers = statement.children.filter((one) => /^(catch|except)_clause$/.test(one.type))
  if (!handlers.some((one) => ALL_ERRORS.test(caughtType(one)))) return false
  return handlers.every((handler) => {
    for (const node of handler.descendants()) if (THROWS.test(node.type)) return false
    return !MAY_THROW.test((handler.child('body') ?? handler.first('block') ?? handler).text)
  })
}

const SILENT =
  /^(noop|ignore\w*|swallow\w*|console\.\w+|(this\.)?log(ger)?\.\w+|\(\) *=> *\{ *\})$/i

/** `work().catch(() => null)`: what is tried, when the handler throws nothing again. */
function caughtAtOnce(call: SyntaxNode): SyntaxNode | undefined {
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

/** Notes on functions which of their calls fail without anybody further out hearing of it. */
export function markSwallowed(
  functions: readonly FunctionFact[],
  nodes: readonly SyntaxNode[],
): void {
  const found: SyntaxNode[] = []
  for (const node of nodes) {
    const tried =
      node.type === 'try_statement'
        ? swallows(node) && node.child('body')
        : node.type === 'call_expression' && caughtAtOnce(node)
    if (tried) found.push(tried)
  }
  if (found.length === 0) return
  const bySymbol = new Map(functions.map((fn) => [fn.symbol, fn]))
  for (const tried of found) {
    const owner = bySymbol.get(symbolOf(tried))
    if (!owner) continue
    const calls = new Set<string>()
    for (const node of [tried, ...tried.descendants()]) {
      if (!CALLS.has(node.type) || !isWithin(node, tried)) continue
      const callee = calleeOf(node)
      if (isTelling(callee)) calls.add(callee)
    }
    if (calls.size === 0) continue
    owner.swallowed = [...(owner.swallowed ?? []), { calls: [...calls], region: tried.region }]
  }
  for (const fn of functions) if (fn.swallowed) dropUnguarded(fn, nodes)
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
