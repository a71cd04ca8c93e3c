import type { FunctionFact } from '../../model'
import { calleeOf } from '../callee'
import { CALLS, isTelling } from '../functions'
import type { SyntaxNode } from '../parse/syntax-node'
import { FUNCTIONS, namedFunctionOf, symbolOf } from '../symbols'
import { noteHeard } from './hearing'

const DECLARES = /^(short_var_declaration|assignment_statement|var_spec)$/
const ASKS = /^(if_statement|expression_switch_statement|type_switch_statement|expression_case)$/
/** What these make of an error is the error itself, in other words. */
const WORDS = /^(fmt|errors|log|slog)\./
const NAME = /[A-Za-z_]\w*/g
const BLOCKS: ReadonlySet<string> = new Set([
  ...['block', 'expression_case', 'default_case', 'type_case'],
])

/** What a variable holds at a place of a function, and the block that says so. */
interface Held {
  callees: Set<string>
  block: SyntaxNode | null
}

/**
 * Notes on Go's functions which calls hear how another one went, as `Hearing` does for handlers: they
 * are given its result, or stand where it is asked for.
 */
export function markHearingGo(
  functions: readonly FunctionFact[],
  nodes: readonly SyntaxNode[],
): void {
  const bySymbol = new Map(functions.map((fn) => [fn.symbol, fn]))
  const held = new Map<SyntaxNode, Map<string, Held>>()
  const heard = new Map<FunctionFact, Map<string, Set<string>>>()
  for (const node of nodes) {
    const isCall = CALLS.has(node.type)
    if (!isCall && !DECLARES.test(node.type)) continue
    const fn = namedFunctionOf(node)
    const owner = fn && bySymbol.get(symbolOf(fn))
    if (!fn || !owner) continue
    if (!isCall) {
      declare(node, held)
      continue
    }
    const callee = calleeOf(node)
    if (!isTelling(callee) || WORDS.test(callee)) continue
    const own = heard.get(owner) ?? new Map<string, Set<string>>()
    heard.set(owner, own)
    const add = (one: string, other: string) => {
      if (one !== other) own.set(one, (own.get(one) ?? new Set()).add(other))
    }
    for (const other of heardBy(node, fn, held)) add(callee, other)
    for (let at = node.parent; at && at !== fn; at = at.parent) {
      if (at.type === 'argument_list' && at.parent) add(calleeOf(at.parent), callee)
    }
  }
  for (const [owner, calls] of heard) noteHeard(owner, calls)
}

/** Names on the left of an assignment hold what is called on its right. */
function declare(node: SyntaxNode, held: Map<SyntaxNode, Map<string, Held>>): void {
  const [left, right] = [
    node.child('left') ?? node.child('name'),
    node.child('right') ?? node.child('value'),
  ]
  const scope = node.ancestor(FUNCTIONS)
  if (!left || !right || !scope) return
  const calls = [right, ...right.descendants(FUNCTIONS)].filter(({ type }) => CALLS.has(type))
  const callees = new Set(calls.map(calleeOf).filter(isTelling))
  for (const other of callees.size > 0 ? [] : heldBy(right.text, scope, held)) callees.add(other)
  const names = held.get(scope) ?? new Map<string, Held>()
  held.set(scope, names)
  const block = node.ancestor(BLOCKS)
  for (const [name] of left.text.matchAll(NAME)) {
    const known = names.get(name)
    // What is said in a branch may be said nowhere: what was before is kept beside it.
    const again = block && known?.block && block.contains(known.block)
    names.set(name, {
      callees: new Set([...(again ? [] : (known?.callees ?? [])), ...callees]),
      block,
    })
  }
}

/** Calls whose results stand in a text, as variables of this function or one around it. */
function* heldBy(
  text: string,
  scope: SyntaxNode | null,
  held: ReadonlyMap<SyntaxNode, Map<string, Held>>,
): Generator<string> {
  for (const [name] of text.matchAll(NAME)) {
    for (let at = scope; at; at = at.ancestor(FUNCTIONS)) {
      const found = held.get(at)?.get(name)
      if (!found) continue
      yield* found.callees
      break
    }
  }
}

/** Calls that came before one and of which it hears: by its arguments, or by what is asked around it. */
function* heardBy(
  call: SyntaxNode,
  fn: SyntaxNode,
  held: ReadonlyMap<SyntaxNode, Map<string, Held>>,
): Generator<string> {
  const scope = call.ancestor(FUNCTIONS)
  for (const given of call.child('arguments')?.children ?? []) {
    if (!FUNCTIONS.has(given.type)) yield* heldBy(given.text, scope, held)
  }
  for (let at: SyntaxNode | null = call; at && at !== fn; at = at.parent) {
    const { parent }: SyntaxNode = at
    if (!parent) return
    if (ASKS.test(parent.type)) yield* heldBy(askedBy(parent), scope, held)
    for (const one of parent.children) {
      if (one === at) break
      if (leavesBefore(one)) yield* heldBy(askedBy(one), scope, held)
    }
  }
}

/** `if err == nil { return nil }`: what follows is about the failure. After `err != nil` it is not. */
function leavesBefore(node: SyntaxNode): boolean {
  if (node.type !== 'if_statement' || /!=\s*nil/.test(askedBy(node))) return false
  const body = node.child('consequence')
  const last = (body?.first('statement_list') ?? body)?.children.at(-1)
  return /^(return|break|continue)_statement$/.test(last?.type ?? '')
}

/** What an `if`, a `switch` or one of its cases asks, without what is done then. */
function askedBy(node: SyntaxNode): string {
  const value = node.child('value')
  if (value) return value.text
  const body = node.children.find(({ type }) => BLOCKS.has(type))
  return body ? node.text.slice(0, body.start - node.start) : ''
}
