import { calleeOf } from './callee'
import type { SyntaxNode } from './parse/syntax-node'

/** Node types that declare a variable, field or parameter. */
export const DECLARATIONS: ReadonlySet<string> = new Set([
  'variable_declarator',
  'public_field_definition',
  'assignment_expression',
  'required_parameter',
  'optional_parameter',
  'assignment',
  'typed_parameter',
  'field_declaration',
  'local_variable_declaration',
  'formal_parameter',
  'short_var_declaration',
  'var_spec',
  'const_spec',
  'parameter_declaration',
])

/** First plain type name of an annotation: `: Promise<Stripe | null>` names `Stripe`. */
function typeName(text: string): string {
  const inner = text
    .replace(/^\s*:\s*/, '')
    .replace(/^(Promise|Optional|Annotated|Readonly)\s*[<[]/, '')
  return /^[\s*&[\]]*([A-Za-z_][\w.]*)/.exec(inner)?.[1] ?? ''
}

/** Constructor, factory or awaited factory on the right-hand side. */
function origin(value: SyntaxNode | null): string {
  if (!value) return ''
  switch (value.type) {
    case 'await_expression':
    case 'await':
    case 'parenthesized_expression':
    case 'as_expression':
    case 'unary_expression':
    case 'expression_list':
    case 'binary_expression':
    case 'non_null_expression':
      return origin(value.children.at(-1) ?? null)
    case 'new_expression':
    case 'object_creation_expression':
    case 'call_expression':
    case 'call':
    case 'method_invocation':
    case 'composite_literal':
      return calleeOf(value)
    default:
      return ''
  }
}

/** Variables of a file: what each was made from or typed with, and the literal constants. */
export class Bindings {
  readonly constants = new Map<string, SyntaxNode>()
  readonly #origins = new Map<string, string>()

  constructor(nodes: readonly SyntaxNode[]) {
    for (const node of nodes) if (DECLARATIONS.has(node.type)) this.#declare(node)
  }

  /** Constructor, factory or type name of `stripe`, `this.stripe` or `self.stripe`. */
  originOf(name: string): string | undefined {
    return this.#origins.get(name.replace(/^(this|self)\./, ''))
  }

  #declare(node: SyntaxNode): void {
    // Java writes the type on the declaration around the declarator.
    if (node.type === 'variable_declarator' && node.parent?.child('type')) return
    const declarator = node.first('variable_declarator')
    const target =
      node.child('name') ?? node.child('pattern') ?? node.child('left') ?? declarator?.child('name')
    const first = target ?? (node.type === 'typed_parameter' ? node.children[0] : undefined)
    if (!first) return
    const name = (first.type.endsWith('list') ? first.children[0] : first)?.text ?? ''
    const key = name.replace(/^(this|self)\./, '')
    if (!/^[\w$.#]+$/.test(key)) return
    const value = node.child('value') ?? node.child('right') ?? declarator?.child('value') ?? null
    const type = node.child('type')
    const typed = type && type.text !== 'var' ? typeName(type.text) : ''
    const built = value && /new_expression|object_creation|composite_literal/.test(value.type)
    const made = built ? origin(value) : typed || origin(value)
    if (made && !this.#origins.has(key)) this.#origins.set(key, made)
    const only = value?.type === 'expression_list' ? value.children[0] : value
    if (only && only.children.length <= 2 && !this.constants.has(key)) this.constants.set(key, only)
  }
}
