import type { SyntaxNode } from './parse/syntax-node'
import { FUNCTIONS } from './symbols'

export const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'abstract_class_declaration',
  'class',
  'class_definition',
])

const NAMES = /^(shorthand_property_)?identifier(_pattern)?$/
/** Where a name that stands directly in it is declared, in whatever field. */
const DECLARING =
  /^(formal_parameters|parameters|lambda_parameters|typed_parameter|required_parameter|optional_parameter|pattern_list|tuple_pattern|list_pattern|object_pattern|array_pattern|rest_pattern|pair_pattern|list_splat_pattern|dictionary_splat_pattern|as_pattern_target|aliased_import)$/
/** Where a name is declared in one field alone. */
const FIELDS: Readonly<Record<string, string>> = {
  variable_declarator: 'name',
  default_parameter: 'name',
  typed_default_parameter: 'name',
  named_expression: 'name',
  assignment: 'left',
  for_statement: 'left',
  for_in_statement: 'left',
  for_in_clause: 'left',
  assignment_pattern: 'left',
  catch_clause: 'parameter',
  arrow_function: 'parameter',
}
const IMPORTS = /^import_(from_)?statement$/
const ELSEWHERE = /^(global|nonlocal)_statement$/
const SETS = /^(variable_declarator|public_field_definition|assignment|assignment_expression)$/

/** `this` and `self` are one: a field of the class around. */
export const OWN: RegExp = /^(this|self)\./

function declares(fn: SyntaxNode, name: string): boolean {
  for (const node of fn.descendants(FUNCTIONS)) {
    // Python's `global client`, which stands before all else that is done with it.
    if (ELSEWHERE.test(node.type) && node.children.some(({ text }) => text === name)) return false
    if (IMPORTS.test(node.type) && node.text.split(/[^\w$]+/).includes(name)) return true
    if (!NAMES.test(node.type) || node.text !== name || !node.parent) continue
    const { type } = node.parent
    if (DECLARING.test(type) || (FIELDS[type] !== undefined && FIELDS[type] === node.field))
      return true
  }
  return false
}

/**
 * Where what a name stands for belongs, as seen from a node (TypeScript, JavaScript, Python): the
 * innermost function that declares it, the class of `this.x` and `self.x`, or null for the file.
 */
export function scopeOf(name: string, from: SyntaxNode): SyntaxNode | null {
  if (OWN.test(name)) return from.ancestor(CLASSES)
  const root = name.split('.', 1)[0] ?? ''
  let fn = from.ancestor(FUNCTIONS)
  while (fn && !declares(fn, root)) fn = fn.ancestor(FUNCTIONS)
  return fn
}

/**
 * The value that a name was given last before a node in its scope; of a field, by its `this.` or
 * `self.`, the one that its class or what that extends in the same file says.
 */
export function givenTo(name: string, from: SyntaxNode, root: SyntaxNode): SyntaxNode | undefined {
  const scope = scopeOf(name, from)
  if (OWN.test(name)) return scope ? fieldOf(name.replace(OWN, ''), scope, root, 0) : undefined
  const inOrder = from.ancestor(FUNCTIONS) === scope
  let last: SyntaxNode | undefined
  for (const node of (scope ?? root).descendants(FUNCTIONS)) {
    // A function of the scope runs after all of it; what stands in the scope itself, in order.
    if (inOrder && node.start > from.start) break
    if (!SETS.test(node.type)) continue
    const target = node.child('name') ?? node.child('left')
    if (target?.text === name) last = node.child('value') ?? node.child('right') ?? undefined
  }
  return last
}

const MAX_CLASSES = 4

function fieldOf(
  name: string,
  holder: SyntaxNode,
  root: SyntaxNode,
  hops: number,
): SyntaxNode | undefined {
  for (const node of holder.descendants()) {
    const value = SETS.test(node.type) && (node.child('value') ?? node.child('right'))
    if (!value) continue
    const target = (node.child('name') ?? node.child('left'))?.text ?? ''
    const field = node.type === 'public_field_definition' ? `this.${target}` : target
    // A class of its own inside says nothing of this one.
    if (OWN.test(field) && field.replace(OWN, '') === name && node.ancestor(CLASSES) === holder)
      return value
  }
  const list = holder.child('superclasses') ?? holder.first('class_heritage')
  const above = new Set(list?.text.match(/[A-Za-z_$][\w$]*/g))
  for (const node of hops < MAX_CLASSES ? root.descendants() : []) {
    if (!CLASSES.has(node.type) || !above.has(node.child('name')?.text ?? '')) continue
    const found = node === holder ? undefined : fieldOf(name, node, root, hops + 1)
    if (found) return found
  }
  return undefined
}
