import type { NameRef } from '../../model'
import { dotted } from '../callee'
import type { DetectorContext, SyntaxNode } from '../detector'
import { namedFunctionOf } from '../symbols'

const REFERENCES =
  /^(identifier|member_expression|attribute|field_access|selector_expression|scoped_identifier)$/

function parameterName(node: SyntaxNode): string {
  const named = node.child('pattern') ?? node.child('name') ?? node.children[0]
  const text = (node.children.length > 0 ? named?.text : node.text) ?? ''
  return /^[\w$]+$/.test(text) ? text : ''
}

/** Names of a function's parameters in order; Python's `self` is not counted. */
function parametersOf(fn: SyntaxNode): string[] {
  const list = fn.child('parameters') ?? fn.child('parameter')
  if (!list) return []
  const own = list.field === 'parameter' ? [list] : list.children
  return own.map(parameterName).filter((name) => name !== 'self' && name !== 'cls')
}

/** `$0` when a name is a parameter of the named function around a node. */
export function parameterRef(name: string, at: SyntaxNode): string | undefined {
  const fn = namedFunctionOf(at)
  const index = fn ? parametersOf(fn).indexOf(name) : -1
  return index < 0 ? undefined : `$${index}`
}

/** A name as facts keep it: `=text`, `$0` or a dotted reference; empty when it is computed. */
export function nameRef(node: SyntaxNode | undefined, ctx: DetectorContext): NameRef {
  if (!node) return ''
  const value = ctx.value(node)
  if (typeof value.literal === 'string') return value.literal ? `=${value.literal}` : ''
  if (!REFERENCES.test(value.node.type)) return ''
  const text = dotted(value.node)
  if (!/^[\w$.]{1,100}$/.test(text)) return ''
  return parameterRef(text, node) ?? text
}
