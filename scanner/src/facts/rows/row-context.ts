import type { DetectorContext, SyntaxNode } from '../detector'
import {
  COMPREHENSION,
  comprehended,
  eachOf,
  elementsOf,
  type Repetition,
  receiverOf,
} from '../elements'
import { FUNCTIONS } from '../symbols'
import { isFewOrBatched, isKnownAnswer } from './row-exceptions'

const ENDLESS = /^(while_statement|do_statement)$/
const ERROR_PATH = /^(catch_clause|except_clause|finally_clause)$/

/** Whether a function that is not called for each element is at least called where it stands. */
function isRunHere(call: SyntaxNode): boolean {
  return call.parent?.type === 'await_expression'
}

/**
 * Innermost repetition around a node that runs it once for each element, or null: also where the
 * elements are known to be few, come in batches, or are tried one after the other.
 */
export function rowContextOf(from: SyntaxNode, ctx: DetectorContext): Repetition | null {
  for (let node = from, above = from.parent; above; node = above, above = above.parent) {
    const { type } = above
    if (ENDLESS.test(type) || ERROR_PATH.test(type)) return null
    if (isKnownAnswer(above, node)) return null
    if (/^(for_statement|for_in_statement|enhanced_for_statement)$/.test(type)) {
      if (node.field === 'body')
        return above.has('await') ? null : elementsOf(above, ctx, isFewOrBatched)
      // The elements are looked for once, before the first round.
      if (
        !/^(right|value|initializer|init)$/.test(node.field ?? '') &&
        node.type !== 'range_clause'
      )
        return null
    }
    if (COMPREHENSION.test(type)) {
      const first = above.children.find((one) => one.type === 'for_in_clause')
      if (node !== first) return comprehended(above, ctx, isFewOrBatched)
    }
    if (FUNCTIONS.has(type)) {
      const call = receiverOf(above)
      if (!call) return null
      const each = eachOf(above, call, ctx, isFewOrBatched)
      if (each) return each
      if (!isRunHere(call)) return null
      above = call
    }
  }
  return null
}
