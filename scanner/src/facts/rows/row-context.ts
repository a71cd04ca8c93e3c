import type { DetectorContext, SyntaxNode } from '../detector'
import { FUNCTIONS } from '../symbols'
import { isFewOrBatched, isKnownAnswer } from './row-exceptions'

/** What runs once for each element: a loop, a comprehension or a callback. */
export interface RowContext {
  /** Elements, as written. */
  over: string
  /** The loop, or the call that is given the callback. */
  node: SyntaxNode
  /** A function that is called for each element rather than a loop's body. */
  callback?: SyntaxNode
}

const ENDLESS = /^(while_statement|do_statement)$/
const COMPREHENSION = /^(list|set|dictionary)_comprehension$|^generator_expression$/
const ERROR_PATH = /^(catch_clause|except_clause|finally_clause)$/
/** Methods of collections that call what they are given once for each element, at once. */
const EACH = /^(map|forEach|flatMap|filter|mapSeries|mapAsync|eachSeries)$/
/** Functions that take the elements first: `pMap(users, load)`. */
const EACH_OF = /^(pMap|pmap|pEachSeries|mapLimit|eachLimit|mapSeries|eachSeries)$/
const EACH_JAVA =
  /^(map|forEach|flatMap|filter|mapToObj|mapToLong|mapToInt|peek|anyMatch|allMatch|noneMatch|removeIf)$/

/** A counter that goes through all elements one by one: `i < orders.length; i++`. */
function counted(loop: SyntaxNode): string | undefined {
  const head = loop.first('for_clause') ?? loop
  const condition = head.child('condition')?.text ?? ''
  const step = (head.child('increment') ?? head.child('update'))?.text ?? ''
  if (!/^(\w+\+\+|\+\+\w+|\w+ \+= 1)$/.test(step)) return undefined
  return (
    /<=?\s*([\w.]+)\.(?:length|size\(\))\s*;?$/.exec(condition)?.[1] ??
    /<\s*len\(([\w.]+)\)$/.exec(condition)?.[1]
  )
}

/** Elements of a loop whose body holds a node; null where it goes through none that are known. */
function elementsOf(loop: SyntaxNode, ctx: DetectorContext): RowContext | null {
  const range = loop.first('range_clause')
  const elements = loop.child('right') ?? loop.child('value') ?? range?.child('right') ?? null
  const variable = (loop.child('left') ?? loop.child('name') ?? range?.child('left'))?.text ?? ''
  if (loop.has('await')) return null
  if (!elements) {
    const over = counted(loop)
    return over === undefined ? null : { over, node: loop }
  }
  return isFewOrBatched(elements, variable, ctx) ? null : { over: elements.text, node: loop }
}

function comprehended(node: SyntaxNode, ctx: DetectorContext): RowContext | null {
  const [clause] = node.children.filter(({ type }) => type === 'for_in_clause')
  const elements = clause?.child('right')
  if (!clause || !elements) return null
  const variable = clause.child('left')?.text ?? ''
  return isFewOrBatched(elements, variable, ctx) ? null : { over: elements.text, node }
}

/** The call that a function is an argument of. */
function receiverOf(fn: SyntaxNode): SyntaxNode | null {
  const list = fn.parent
  return list && /^(arguments|argument_list)$/.test(list.type) ? list.parent : null
}

function eachOf(fn: SyntaxNode, call: SyntaxNode, ctx: DetectorContext): RowContext | null {
  const target = call.child('function')
  const isJava = ctx.language === 'java'
  const object = isJava ? call.child('object') : target?.child('object')
  const method = (isJava ? call.child('name') : target?.child('property'))?.text ?? ''
  const first = call.child('arguments')?.children.find((one) => !/comment/.test(one.type))
  const elements = object && !EACH_OF.test(target?.text ?? '') ? object : first
  if (!elements || elements === fn) {
    if (elements === fn) return null
  }
  const isEach = isJava
    ? EACH_JAVA.test(method) &&
      (/^(forEach|removeIf)$/.test(method) || /tream\(/.test(object?.text ?? ''))
    : object
      ? EACH.test(method)
      : EACH_OF.test(target?.text ?? '')
  if (!isEach || !elements) return null
  const variable = (fn.child('parameters') ?? fn.child('parameter'))?.text ?? ''
  if (isFewOrBatched(elements, variable, ctx)) return null
  return { over: elements.text, node: call, callback: fn }
}

/** Whether a function that is not called for each element is at least called where it stands. */
function isRunHere(call: SyntaxNode): boolean {
  return call.parent?.type === 'await_expression'
}

/**
 * Innermost repetition around a node that runs it once for each element, or null: also where the
 * elements are known to be few, come in batches, or are tried one after the other.
 */
export function rowContextOf(from: SyntaxNode, ctx: DetectorContext): RowContext | null {
  for (let node = from, above = from.parent; above; node = above, above = above.parent) {
    const { type } = above
    if (ENDLESS.test(type) || ERROR_PATH.test(type)) return null
    if (isKnownAnswer(above, node)) return null
    if (/^(for_statement|for_in_statement|enhanced_for_statement)$/.test(type)) {
      if (node.field === 'body') return elementsOf(above, ctx)
      // The elements are looked for once, before the first round.
      if (
        !/^(right|value|initializer|init)$/.test(node.field ?? '') &&
        node.type !== 'range_clause'
      )
        return null
    }
    if (COMPREHENSION.test(type)) {
      const first = above.children.find((one) => one.type === 'for_in_clause')
      if (node !== first) return comprehended(above, ctx)
    }
    if (FUNCTIONS.has(type)) {
      const call = receiverOf(above)
      if (!call) return null
      const each = eachOf(above, call, ctx)
      if (each) return each
      if (!isRunHere(call)) return null
      above = call
    }
  }
  return null
}
