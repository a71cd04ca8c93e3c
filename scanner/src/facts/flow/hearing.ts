import type { FunctionFact } from '../../model'
import { calleeOf } from '../callee'
import type { SyntaxNode } from '../parse/syntax-node'

const LISTS: ReadonlySet<string> = new Set(['arguments', 'argument_list'])
/** What runs when something has failed, or however it went. */
export const HANDLERS: ReadonlySet<string> = new Set([
  'catch_clause',
  'except_clause',
  'finally_clause',
])
/** Stands between a call and the variable that its result goes to. */
const THROUGH =
  /^(await(_expression)?|parenthesized_expression|as_expression|non_null_expression|satisfies_expression)$/
const TAKES: ReadonlySet<string> = new Set([
  ...['variable_declarator', 'assignment', 'assignment_expression', 'named_expression'],
])
/** Parts of an argument that are looked into: the rest is told by calls of its own. */
const PARTS =
  /^(array|list|tuple|object|dictionary|pair|spread_element|unary_expression|not_operator|keyword_argument|await(_expression)?|parenthesized_expression)$/
const NAME = /^(shorthand_property_)?identifier(_pattern)?$/
const MEMBER = /^(member_expression|attribute|field_access|subscript(_expression)?|array_access)$/
const MAX_DEPTH = 4
/** `send().then(…)`: what it is given hears of `send`. */
const AFTER = /^(.*)\(\)\.(?:then|catch|finally)$/

const root = (dotted: string): string => /^[\w$]+/.exec(dotted)?.[0] ?? ''

function* namesIn(node: SyntaxNode, depth = 0): Generator<string> {
  if (NAME.test(node.type)) yield node.text
  else if (MEMBER.test(node.type)) yield root(node.text)
  else if (depth < MAX_DEPTH && PARTS.test(node.type)) {
    for (const child of node.children) yield* namesIn(child, depth + 1)
  }
}

/** Names that a declaration gives: `{ status, body: { id } }`, `answer`. */
function* given(target: SyntaxNode): Generator<string> {
  if (NAME.test(target.type)) yield target.text
  else if (!MEMBER.test(target.type)) {
    for (const child of target.children) if (child.field !== 'key') yield* given(child)
  }
}

/**
 * Which calls of a file's functions hear how another one went: they are given its result or a part
 * of it, are made on that, do it themselves as work that they are given, or stand in a handler of
 * failures. Calls are seen in document order.
 */
export class Hearing {
  /** Variables of a function by the callees whose results they hold. */
  readonly #held = new Map<FunctionFact, Map<string, Set<string>>>()
  readonly #heard = new Map<FunctionFact, Map<string, Set<string>>>()

  /** Whether a node gives a variable a part of another one. */
  passesOn(node: SyntaxNode): boolean {
    if (this.#held.size === 0 || !TAKES.has(node.type)) return false
    const value = node.child('value') ?? node.child('right')
    return value !== null && (MEMBER.test(value.type) || NAME.test(value.type))
  }

  declares(node: SyntaxNode, owner: FunctionFact | undefined): void {
    const value = node.child('value') ?? node.child('right')
    const from = owner && value && this.#held.get(owner)?.get(root(value.text))
    const target = node.child('name') ?? node.child('left')
    if (owner) for (const callee of from ?? []) this.#hold(target, callee, owner)
  }

  calls(call: SyntaxNode, callee: string, owner: FunctionFact, scope: SyntaxNode | null): void {
    const held = this.#held.get(owner)
    if (held) {
      for (const one of held.get(root(callee)) ?? []) this.#hears(callee, one, owner)
      for (const argument of call.child('arguments')?.children ?? []) {
        for (const name of namesIn(argument)) {
          for (const one of held.get(name) ?? []) this.#hears(callee, one, owner)
        }
      }
    }
    let direct = true
    for (let at = call.parent; at && at !== scope; at = at.parent) {
      if (LISTS.has(at.type)) {
        const around = at.parent ? calleeOf(at.parent) : ''
        if (around === '') continue
        this.#hears(around, callee, owner)
        const first = AFTER.exec(around)?.[1]
        if (first) this.#hears(callee, first, owner)
      } else if (HANDLERS.has(at.type)) this.#hears(callee, ANY_CALL, owner)
      if (direct && TAKES.has(at.type)) {
        this.#hold(at.child('name') ?? at.child('left'), callee, owner)
      }
      direct &&= THROUGH.test(at.type)
    }
  }

  /** Writes what was seen into the functions. */
  note(): void {
    for (const [owner, heard] of this.#heard) noteHeard(owner, heard)
  }

  #hold(target: SyntaxNode | null, callee: string, owner: FunctionFact): void {
    if (!target) return
    const held = this.#held.get(owner) ?? new Map<string, Set<string>>()
    this.#held.set(owner, held)
    for (const name of given(target)) add(held, name, callee)
  }

  #hears(callee: string, other: string, owner: FunctionFact): void {
    const heard = this.#heard.get(owner) ?? new Map<string, Set<string>>()
    this.#heard.set(owner, heard)
    add(heard, callee, other)
  }
}

const ANY_CALL = '*'

/** Writes into a function which of its calls hear which others: pairs of places in `calls`, -1 for any. */
export function noteHeard(
  owner: FunctionFact,
  heard: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const at = new Map(owner.calls.map((callee, index) => [callee, index]))
  const pairs = [...heard].flatMap(([callee, others]) => {
    const own = at.get(callee)
    return own === undefined
      ? []
      : [...others].flatMap((one) => {
          const other = one === ANY_CALL ? -1 : at.get(one)
          return other === undefined || other === own ? [] : [own, other]
        })
  })
  if (pairs.length > 0) owner.hears = pairs
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key)
  if (known) known.add(value)
  else map.set(key, new Set([value]))
}
