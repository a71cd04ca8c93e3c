import type { FunctionFact } from '../../model'
import { calleeOf, dotted } from '../callee'
import type { SyntaxNode } from '../detector'
import { CALLS, isTelling } from '../functions'
import { FUNCTIONS, symbolOf } from '../symbols'
import { parameterRef } from './name-ref'

/** Work written in place as a function of its own; its symbol is that of the code around it. */
export function inlineFact(fn: SyntaxNode): FunctionFact {
  const calls = new Set<string>()
  for (const node of fn.descendants()) {
    if (!CALLS.has(node.type)) continue
    const callee = calleeOf(node)
    if (isTelling(callee)) calls.add(callee)
  }
  return {
    symbol: symbolOf(fn),
    region: fn.region,
    exported: false,
    async: fn.has('async'),
    calls: [...calls],
  }
}

export interface Work {
  handler?: string
  inline?: FunctionFact
}

/** What is handed over as work: a function in place, a name, or either inside a wrapping call. */
export function workOf(node: SyntaxNode | undefined, not = ''): Work | undefined {
  if (!node) return undefined
  if (FUNCTIONS.has(node.type)) return { inline: inlineFact(node) }
  if (/^(identifier|member_expression|attribute|selector_expression)$/.test(node.type)) {
    const text = dotted(node)
    if (text === not || !/^[\w$.]{1,100}$/.test(text)) return undefined
    return { handler: parameterRef(text, node) ?? text }
  }
  if (!CALLS.has(node.type)) return undefined
  const callee = calleeOf(node)
  if (callee.endsWith('.bind')) return { handler: callee.slice(0, -5) }
  const list = node.child('arguments') ?? node.first('arguments', 'argument_list')
  for (const argument of list?.children ?? []) {
    const found = workOf(argument, not)
    if (found) return found
  }
  return undefined
}
