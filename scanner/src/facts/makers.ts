import { calleeOf } from './callee'
import type { SyntaxNode } from './parse/syntax-node'

/** What a value may stand in on its way to the name that it is bound to. */
export const CARRIERS: RegExp =
  /^(await_expression|await|parenthesized_expression|as_expression|unary_expression|expression_list|binary_expression|ternary_expression|conditional_expression|non_null_expression)$/
const MAKERS =
  /^(new_expression|object_creation_expression|call_expression|call|method_invocation|composite_literal)$/

const CHOICES = /^(ternary_expression|conditional_expression)$/

/** Constructors, factories and awaited factories of a value: of a choice those of either branch. */
export function makersOf(value: SyntaxNode | null | undefined): SyntaxNode[] {
  if (!value) return []
  if (CHOICES.test(value.type)) {
    const condition = value.child('condition') ?? value.children[1]
    return value.children.flatMap((one) => (one === condition ? [] : makersOf(one)))
  }
  if (CARRIERS.test(value.type)) return makersOf(value.children.at(-1))
  return MAKERS.test(value.type) ? [value] : []
}

/** The one on the right-hand side; of a choice the last: `key ? new Client() : null` makes one, too. */
export const makerOf = (value: SyntaxNode | null | undefined): SyntaxNode | null =>
  makersOf(value).at(-1) ?? null

/** Constructor or factory; of Go's `new(server)` the type. */
export function madeBy(maker: SyntaxNode): string {
  const callee = calleeOf(maker)
  return callee === 'new' && maker.type === 'call_expression'
    ? (maker.child('arguments')?.children[0]?.text ?? callee)
    : callee
}
