import type { SyntaxNode } from './parse/syntax-node'

const MAX = 160

/** Name a member access or call is written with; calls in between become `()`, subscripts `[]`. */
export function dotted(node: SyntaxNode | null): string {
  if (!node) return ''
  const join = (object: SyntaxNode | null, property: string) =>
    object ? `${dotted(object)}.${property}` : property
  switch (node.type) {
    case 'member_expression':
      return join(node.child('object'), node.child('property')?.text ?? '')
    case 'attribute':
      return join(node.child('object'), node.child('attribute')?.text ?? '')
    case 'field_access':
      return join(node.child('object'), node.child('field')?.text ?? '')
    case 'selector_expression':
      return join(node.child('operand'), node.child('field')?.text ?? '')
    case 'method_invocation':
      return `${join(node.child('object'), node.child('name')?.text ?? '')}()`
    case 'call_expression':
    case 'call':
      return `${dotted(calledBy(node))}()`
    case 'subscript_expression':
    case 'subscript':
    case 'index_expression':
      return `${dotted(node.children[0] ?? null)}[]`
    case 'await_expression':
    case 'await':
    case 'parenthesized_expression':
    case 'non_null_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'instantiation_expression':
    case 'unary_expression':
      return dotted(node.children[0] ?? null)
    case 'type_conversion_expression':
      return dotted(node.children[0] ?? null)
    case 'new_expression':
      return `${dotted(node.child('constructor'))}()`
    case 'object_creation_expression':
      return `${(node.child('type')?.text ?? '').replace(/<[\s\S]*/, '')}()`
    case 'string':
    case 'string_literal':
    case 'template_string':
      return '""'
    default:
      if (node.children.length === 0) return node.text.replace(/<[\s\S]*>$/, '').slice(0, MAX)
      return node.type === 'generic_type' ? dotted(node.children[0] ?? null) : '…'
  }
}

/** Go's `load[T](x, y)` looks like a call of an element; of functions in a field or variable it finds none. */
function calledBy(call: SyntaxNode): SyntaxNode | null {
  const called = call.child('function')
  return called?.type === 'index_expression' ? (called.children[0] ?? null) : called
}

/** Dotted text of what a call, construction, annotation or decorator names, without arguments. */
export function calleeOf(node: SyntaxNode): string {
  if (node.callee === undefined) {
    const text = rawCallee(node)
    node.callee = text.length > MAX ? text.slice(0, MAX) : text
  }
  return node.callee
}

function rawCallee(node: SyntaxNode): string {
  switch (node.type) {
    case 'call_expression':
    case 'call':
      return dotted(calledBy(node))
    case 'new_expression':
      return dotted(node.child('constructor'))
    case 'method_invocation':
      return dotted(node).slice(0, -2)
    case 'object_creation_expression':
      return dotted(node).slice(0, -2)
    case 'annotation':
    case 'marker_annotation':
      return node.child('name')?.text ?? ''
    case 'decorator': {
      const inner = node.children[0]
      return inner ? rawCallee(inner) : ''
    }
    case 'composite_literal':
      return node.child('type')?.text ?? ''
    default:
      return dotted(node)
  }
}

/** What Java hands over by name, `this::send`, as it would be called; empty for constructors. */
export function referenceOf(node: SyntaxNode): string {
  const text = node.text.replace(/\s/g, '')
  return /^[\w.]+::[a-z]\w*$/.test(text) && !text.endsWith('::new') ? text.replace('::', '.') : ''
}
