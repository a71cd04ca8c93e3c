import type { SyntaxNode } from './parse/syntax-node'

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Bodies that run on their own: functions, methods, lambdas of all grammars. */
export const FUNCTIONS = set(`function_declaration function_expression generator_function
  generator_function_declaration arrow_function method_definition function_definition lambda
  method_declaration constructor_declaration compact_constructor_declaration lambda_expression
  func_literal`)

/** Scopes that can have a name of their own in a symbol path. */
const SCOPES = new Set([
  ...FUNCTIONS,
  ...set(`class_declaration class abstract_class_declaration class_definition interface_declaration
    enum_declaration record_declaration annotation_type_declaration internal_module`),
])

/** `const load = async () => …`, `{ load: function () {} }`, `load = () => …` in a class. */
function assignedName(node: SyntaxNode): string {
  let holder = node.parent
  while (
    holder &&
    /^(parenthesized_expression|as_expression|satisfies_expression)$/.test(holder.type)
  )
    holder = holder.parent
  if (!holder) return ''
  if (holder.type === 'variable_declarator' || holder.type === 'public_field_definition') {
    return holder.child('name')?.text ?? ''
  }
  if (holder.type === 'pair') return holder.child('key')?.text.replace(/^['"]|['"]$/g, '') ?? ''
  if (holder.type === 'assignment_expression' && holder.child('right') === node) {
    return holder.child('left')?.text.replace(/^(module\.)?exports\./, '') ?? ''
  }
  if (holder.type === 'export_statement') return 'default'
  return holder.type === 'arguments' ? chainName(holder) : ''
}

const CHAIN =
  /^(arguments|call_expression|new_expression|member_expression|await_expression|parenthesized_expression|as_expression|satisfies_expression|ternary_expression|binary_expression)$/
const HOLDERS = /^(variable_declarator|pair|public_field_definition|export_statement)$/

/** Work handed to a call at file level has the name that its result gets: `byId: procedure.query(…)`. */
function chainName(start: SyntaxNode): string {
  let at: SyntaxNode | null = start
  while (at && CHAIN.test(at.type)) at = at.parent
  if (!at || !HOLDERS.test(at.type)) return ''
  // Inside a function, a callback belongs to that function.
  for (let above = at.parent; above; above = above.parent) if (FUNCTIONS.has(above.type)) return ''
  if (at.type === 'export_statement') return 'default'
  return (at.child('name') ?? at.child('key'))?.text.replace(/^['"]|['"]$/g, '') ?? ''
}

/** What a decorator stands on; its own text belongs to that. */
function decorated(decorator: SyntaxNode): SyntaxNode | null {
  const { parent } = decorator
  if (parent?.type === 'decorated_definition') return parent.child('definition')
  if (parent?.type !== 'class_body') return null
  return (
    parent.children.find((one) => one.start > decorator.end && one.type !== 'decorator') ?? null
  )
}

function receiverType(method: SyntaxNode): string {
  return /(\w+)(\[[^\]]*\])?\s*\)$/.exec(method.child('receiver')?.text ?? '')?.[1] ?? ''
}

/** Own name of a scope node; empty for callbacks and other anonymous functions. */
export function scopeName(node: SyntaxNode): string {
  const name = node.child('name')?.text
  const receiver = node.child('receiver') ? receiverType(node) : ''
  if (name) return receiver ? `${receiver}.${name}` : name
  return assignedName(node)
}

/** Symbol path of the innermost named scope around (or at) a node. */
export function symbolOf(node: SyntaxNode | null): string {
  let scope = node
  while (scope && !SCOPES.has(scope.type)) {
    const target = scope.type === 'decorator' ? decorated(scope) : null
    if (target) return symbolOf(target)
    scope = scope.parent
  }
  if (!scope) return ''
  if (scope.symbolPath === undefined) {
    const outer = symbolOf(scope.parent)
    const own = scopeName(scope)
    scope.symbolPath = own && outer ? `${outer}.${own}` : own || outer
  }
  return scope.symbolPath
}

/** What gives a name at file level where no scope does: values and types of all grammars. */
const DECLARATIONS = set(`const_spec var_spec type_spec type_alias variable_declarator
  type_alias_declaration assignment`)

/**
 * Symbol path of a node; outside of every named scope, the name that the file declares there (a
 * Go type, a constant with a query), so that equal code of two declarations is told apart.
 */
export function placeOf(node: SyntaxNode): string {
  const symbol = symbolOf(node)
  let name = ''
  for (let at: SyntaxNode | null = node; at && symbol === ''; at = at.parent) {
    if (FUNCTIONS.has(at.type)) name = ''
    else if (DECLARATIONS.has(at.type)) name = declaredName(at)
  }
  return symbol || name
}

function declaredName(declaration: SyntaxNode): string {
  const text = (declaration.child('name') ?? declaration.child('left'))?.text ?? ''
  return /^[\w$.]+$/.test(text) ? text : ''
}

/** Innermost function with a name, or null at file level. */
export function namedFunctionOf(node: SyntaxNode): SyntaxNode | null {
  for (let scope: SyntaxNode | null = node; scope; scope = scope.parent) {
    if (FUNCTIONS.has(scope.type) && scopeName(scope) !== '') return scope
  }
  return null
}

const GO_METHODS: ReadonlySet<string> = new Set(['method_declaration'])

/** `this.x`, `self.x` and, inside a Go method, `s.x`: the name without what means the object itself. */
export function ownName(name: string, from?: SyntaxNode): string {
  const plain = name.replace(/^(this|self)\./, '')
  const dot = plain.indexOf('.')
  if (plain !== name || !from || dot < 0) return plain
  const method = from.ancestor(GO_METHODS)?.child('receiver')
  const receiver = method && /^\(\s*(\w+)\s/.exec(method.text)?.[1]
  return receiver === name.slice(0, dot) ? name.slice(dot + 1) : name
}
