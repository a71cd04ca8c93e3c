import type { FunctionFact } from '../model'
import type { Bindings } from './bindings'
import { calleeOf } from './callee'
import type { SyntaxNode } from './parse/syntax-node'

const ORIGIN = /^[\w.()@]{1,80}$/

/**
 * Origins of the variables that calls, and names of handlers, go through, as far as they name a type or a factory. A name
 * that means several things has its scopes as well: `S3Storage#client`.
 */
export function receiversOf(
  functions: readonly FunctionFact[],
  handlers: readonly string[],
  bindings: Bindings,
): Record<string, string> | undefined {
  const found: Record<string, string> = {}
  const add = (call: string) => {
    const path = call.replace(/^(this|self)\./, '')
    const dot = path.indexOf('.')
    const name = dot > 0 ? path.slice(0, dot) : ''
    if (!name || name in found || name.endsWith(')')) return
    const origin = bindings.originOf(name)
    if (!origin || !ORIGIN.test(origin)) return
    found[name] = origin
    for (const one of bindings.othersOf(name)) {
      if (ORIGIN.test(one.origin)) found[`${one.symbol}#${name}`] = one.origin
    }
  }
  for (const { calls } of functions) for (const call of calls) add(call)
  for (const handler of handlers) add(handler)
  return Object.keys(found).length > 0 ? found : undefined
}

/** Variables of the file as a whole, and its default export, by what they were made from. */
export function instancesOf(
  nodes: readonly SyntaxNode[],
  bindings: Bindings,
): Record<string, string> | undefined {
  const found: Record<string, string> = {}
  for (const { name, origin } of bindings.ofFile()) {
    if (/^[\w$]+$/.test(name) && ORIGIN.test(origin)) found[name] = origin
  }
  for (const node of nodes) {
    if (node.type !== 'export_statement') continue
    const value = node.child('value')
    const origin = value && /^(new|call)_expression$/.test(value.type) ? calleeOf(value) : ''
    if (ORIGIN.test(origin)) found.default = origin
  }
  return Object.keys(found).length > 0 ? found : undefined
}

/** The name in `export default client`. */
export function defaultExportOf(nodes: readonly SyntaxNode[]): string | undefined {
  const node = nodes.find(
    (one) => one.type === 'export_statement' && one.child('value')?.type === 'identifier',
  )
  return node?.child('value')?.text
}
