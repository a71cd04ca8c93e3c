import { calleeOf } from './callee'
import type { SyntaxNode } from './parse/syntax-node'
import { FUNCTIONS, ownName, symbolOf } from './symbols'

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
  'assignment_statement',
  'var_spec',
  'const_spec',
  'parameter_declaration',
  'as_pattern',
])

const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'class',
  'abstract_class_declaration',
  'class_definition',
  'record_declaration',
  'enum_declaration',
])

/** First plain type name of an annotation: `: Promise<Stripe | null>` names `Stripe`. */
function typeName(text: string): string {
  const inner = text
    .replace(/^\s*:\s*/, '')
    .replace(/^(Promise|Optional|Annotated|Readonly)\s*[<[]/, '')
  return /^[\s*&[\]]*([A-Za-z_][\w.]*)/.exec(inner)?.[1] ?? ''
}

const CARRIERS =
  /^(await_expression|await|parenthesized_expression|as_expression|unary_expression|expression_list|binary_expression|ternary_expression|conditional_expression|non_null_expression)$/
const MAKERS =
  /^(new_expression|object_creation_expression|call_expression|call|method_invocation|composite_literal)$/

/** Constructor, factory or awaited factory on the right-hand side. */
export function makerOf(value: SyntaxNode | null | undefined): SyntaxNode | null {
  if (!value) return null
  if (CARRIERS.test(value.type)) return makerOf(value.children.at(-1))
  return MAKERS.test(value.type) ? value : null
}

/** Constructor or factory; of Go's `new(server)` the type. */
function madeBy(maker: SyntaxNode): string {
  const callee = calleeOf(maker)
  return callee === 'new' && maker.type === 'call_expression'
    ? (maker.child('arguments')?.children[0]?.text ?? callee)
    : callee
}

interface Binding {
  /** Function, class or file in which the name means this. */
  scope: SyntaxNode | null
  origin: string
  /** A field's own type says more (`typed`) than the method that gave its value (`given`). */
  says?: 'typed' | 'given'
}

const GIVEN = /^(this\.)?[a-z]\w*\./

/** Variables of a file: what each was made from or typed with, and the literal constants. */
export class Bindings {
  readonly constants = new Map<string, SyntaxNode>()
  /** Construction or factory call that a name was bound to first. */
  readonly makers = new Map<string, SyntaxNode>()
  readonly #bindings = new Map<string, Binding[]>()

  constructor(nodes: readonly SyntaxNode[]) {
    for (const node of nodes) if (DECLARATIONS.has(node.type)) this.#declare(node)
  }

  /** Constructor, factory or type name of `stripe`, `this.stripe` or `self.stripe`, as seen from a node. */
  originOf(name: string, from?: SyntaxNode): string | undefined {
    const all = this.#bindings.get(ownName(name, from))
    if (!all || !from) return all?.[0]?.origin
    let best: Binding | undefined
    for (const one of all) {
      if (one.scope && !one.scope.contains(from)) continue
      if (best?.says === 'typed' && one.says === 'given' && one.scope === best.scope) continue
      if (!best?.scope || (one.scope && best.scope.contains(one.scope))) best = one
    }
    return best?.origin
  }

  /** What a name means in each scope, where that differs. */
  othersOf(name: string): { symbol: string; origin: string }[] {
    const known = this.#bindings.get(name) ?? []
    const all = known.filter(
      (one) =>
        one.says !== 'given' ||
        !known.some(({ says, scope }) => says === 'typed' && scope === one.scope),
    )
    const first = all[0]?.origin
    if (all.every(({ origin }) => origin === first)) return []
    return all.map(({ scope, origin }) => ({ symbol: symbolOf(scope), origin }))
  }

  /** Variables of the file as a whole that were made by somebody: what others may import. */
  *ofFile(): Generator<{ name: string; origin: string }> {
    for (const [name, all] of this.#bindings) {
      const own = all.find(({ scope }) => scope === null)
      if (own) yield { name, origin: own.origin }
    }
  }

  #declare(node: SyntaxNode): void {
    // Java writes the type on the declaration around the declarator.
    if (node.type === 'variable_declarator' && node.parent?.child('type')) return
    const declarator = node.first('variable_declarator')
    // Python's `with Session() as session`; of `except Error as error` nothing is made.
    const held = node.type === 'as_pattern' ? node.children[0] : undefined
    if (node.type === 'as_pattern' && !makerOf(held)) return
    const target =
      node.child('alias') ??
      node.child('name') ??
      node.child('pattern') ??
      node.child('left') ??
      declarator?.child('name')
    const first = target ?? (node.type === 'typed_parameter' ? node.children[0] : undefined)
    if (!first) return
    const name = (first.type.endsWith('list') ? first.children[0] : first)?.text ?? ''
    const isField = /^(this|self)\./.test(name) || /field/.test(node.type) || this.#isProperty(node)
    const key = name.replace(/^(this|self)\./, '')
    if (!/^[\w$.#]+$/.test(key)) return
    const value =
      held ?? node.child('value') ?? node.child('right') ?? declarator?.child('value') ?? null
    const type = node.child('type')
    const typed = type && type.text !== 'var' ? typeName(type.text) : ''
    const maker = makerOf(value)
    if (maker && !this.makers.has(key)) this.makers.set(key, maker)
    const built = maker && !/call|invocation/.test(maker.type)
    const made = maker && (built || !typed) ? madeBy(maker) : typed
    const given = maker && !built && GIVEN.test(made)
    const says = !isField ? undefined : given ? 'given' : maker ? undefined : 'typed'
    if (made) {
      const scope = node.ancestor(isField ? CLASSES : FUNCTIONS)
      this.#bind(key, {
        scope,
        origin: made,
        ...(says ? { says } : {}),
      })
      // Go: `conn, client, err := dial()`: each further name has its place behind the callee.
      if (maker && first.type === 'expression_list') {
        for (const [at, { text }] of first.children.entries()) {
          if (at > 0 && /^[\w.]{2,}$/.test(text) && text !== 'err' && text !== 'ok') {
            this.#bind(text, { scope, origin: `${made}@${at}` })
          }
        }
      }
    }
    const only = value?.type === 'expression_list' ? value.children[0] : value
    if (only && only.children.length <= 2 && !this.constants.has(key)) this.constants.set(key, only)
  }

  #bind(name: string, binding: Binding): void {
    const known = this.#bindings.get(name)
    if (known) known.push(binding)
    else this.#bindings.set(name, [binding])
  }

  /** `constructor(private readonly client: Client)` declares a field. */
  #isProperty(node: SyntaxNode): boolean {
    return node.type.endsWith('parameter') && node.first('accessibility_modifier') !== null
  }
}
