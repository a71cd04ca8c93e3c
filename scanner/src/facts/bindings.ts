import { madeBy, makerOf, makersOf } from './makers'
import type { SyntaxNode } from './parse/syntax-node'
import { OWN, scopeOf } from './scopes'
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

/** What a name is made by, and the function, class or file that it is made for. */
interface Made {
  maker: SyntaxNode
  scope: SyntaxNode | null
  isField: boolean
}

interface Binding {
  /** Function, class or file in which the name means this. */
  scope: SyntaxNode | null
  origin: string
  /** A field's own type says more (`typed`) than the method that gave its value (`given`). */
  says?: 'typed' | 'given'
}

const GIVEN = /^(this\.)?[a-z]\w*\./

const isInside = (scope: SyntaxNode | null, other: SyntaxNode | null): boolean =>
  scope !== null && (other === null || other.contains(scope))

/** Variables of a file: what each was made from or typed with, and the literal constants. */
export class Bindings {
  readonly constants = new Map<string, SyntaxNode>()
  /** Construction or factory call that a name was bound to first. */
  readonly makers = new Map<string, SyntaxNode>()
  readonly #bindings = new Map<string, Binding[]>()
  readonly #made = new Map<string, Made[]>()

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

  /**
   * Constructions and factory calls that `client` or `this.client` may have been bound to, as seen
   * from a node: several where it is a choice, or is bound again.
   */
  makersAt(name: string, from: SyntaxNode): SyntaxNode[] {
    const own = OWN.test(name)
    const known = this.#made.get(ownName(name, from))
    if (!known) return []
    const around = own ? null : scopeOf(name, from)
    const meant = known.filter(({ maker, scope, isField }) =>
      isField ? own || scope?.contains(from) : !own && scopeOf(name, maker) === around,
    )
    const seen = meant.filter(({ scope }) => !scope || scope.contains(from))
    const inner = seen.filter(
      (one) => !seen.some(({ scope }) => scope !== one.scope && isInside(scope, one.scope)),
    )
    return (inner.length > 0 ? inner : meant).map(({ maker }) => maker)
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
    const around = node.ancestor(isField ? CLASSES : FUNCTIONS)
    for (const one of makersOf(value)) {
      const made = { maker: one, scope: around, isField }
      this.#made.set(key, [...(this.#made.get(key) ?? []), made])
    }
    const built = maker && !/call|invocation/.test(maker.type)
    const made = maker && (built || !typed) ? madeBy(maker) : typed
    const given = maker && !built && GIVEN.test(made)
    const says = !isField ? undefined : given ? 'given' : maker ? undefined : 'typed'
    if (made) {
      this.#bind(key, {
        scope: around,
        origin: made,
        ...(says ? { says } : {}),
      })
      // Go: `conn, client, err := dial()`: each further name has its place behind the callee.
      if (maker && first.type === 'expression_list') {
        for (const [at, { text }] of first.children.entries()) {
          if (at > 0 && /^[\w.]{2,}$/.test(text) && text !== 'err' && text !== 'ok') {
            this.#bind(text, { scope: around, origin: `${made}@${at}` })
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
