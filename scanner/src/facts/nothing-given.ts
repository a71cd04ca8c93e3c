import type { FunctionFact } from '../model'
import { calleeOf } from './callee'
import { CALLS, isTelling } from './functions'
import type { SyntaxNode } from './parse/syntax-node'
import { namedFunctionOf, symbolOf } from './symbols'

const IS_NIL = /^(\w+)\s*==\s*nil$/

/** What is never nil, or whose nil nobody asks for. */
const PLAIN =
  /^(context\.|(string|bool|byte|rune|u?int\d*|float\d+|error|any)$|\[|map\[|func\b|chan\b)/

/** Names of a function's parameters, in order; `ofWork` leaves those empty that may not be nil. */
function parametersOf(fn: SyntaxNode, ofWork = false): string[] {
  return (fn.child('parameters')?.children ?? []).flatMap((one) => {
    const left = ofWork && PLAIN.test(one.child('type')?.text ?? '')
    return one.children
      .filter(({ field }) => field === 'name')
      .map(({ text }) => (left ? '' : text))
  })
}

/** Parameter that must be nil where a call stands: `if tx == nil { return retried(…) }`. */
function withoutParameter(call: SyntaxNode, fn: SyntaxNode): number {
  for (let node = call; node !== fn && node.parent; node = node.parent) {
    const { parent } = node
    if (parent.type !== 'if_statement' || node.field !== 'consequence') continue
    const [, name = ''] = IS_NIL.exec(parent.child('condition')?.text ?? '') ?? []
    const index = parametersOf(fn).indexOf(name)
    if (index >= 0) return index
  }
  return -1
}

/**
 * Notes on Go's functions what they call only where a parameter is nil, to whom they give nil
 * themselves, and to whom they hand on what they are given: who gives something goes another way.
 */
export function markNothingGiven(
  functions: readonly FunctionFact[],
  nodes: readonly SyntaxNode[],
): void {
  const bySymbol = new Map(functions.map((fn) => [fn.symbol, fn]))
  const elsewhere = new Set<string>()
  const found: { owner: FunctionFact; callee: string; parameter: number }[] = []
  const parameters = new Map<SyntaxNode, string[]>()
  for (const node of nodes) {
    if (!CALLS.has(node.type)) continue
    const callee = calleeOf(node)
    const fn = isTelling(callee) ? namedFunctionOf(node) : undefined
    const owner = fn && bySymbol.get(symbolOf(fn))
    if (!fn || !owner) continue
    const own = parameters.get(fn) ?? parametersOf(fn, true)
    parameters.set(fn, own)
    for (const [index, { text }] of (node.child('arguments')?.children ?? []).entries()) {
      if (text === 'nil') owner.nothing = [...(owner.nothing ?? []), { callee, index }]
      const parameter = text === '' ? -1 : own.indexOf(text)
      if (parameter >= 0) owner.passes = [...(owner.passes ?? []), { callee, index, parameter }]
    }
    const parameter = withoutParameter(node, fn)
    if (parameter < 0) elsewhere.add(`${owner.symbol} ${callee}`)
    else found.push({ owner, callee, parameter })
  }
  for (const { owner, callee, parameter } of found) {
    if (elsewhere.has(`${owner.symbol} ${callee}`)) continue
    owner.without = [...(owner.without ?? []), { callee, parameter }]
  }
}
