import type { DetectorContext, SyntaxNode } from './detector'

/** What runs once for each element: a loop, a comprehension or a callback. */
export interface Repetition {
  /** Elements, as written. */
  over: string
  /** The loop, or the call that is given the callback. */
  node: SyntaxNode
  /** A function that is called for each element rather than a loop's body. */
  callback?: SyntaxNode
}

/** Whether elements, gone through by a variable, are left out. */
export type LeftOut = (elements: SyntaxNode, variable: string, ctx: DetectorContext) => boolean

export const COMPREHENSION: RegExp = /^(list|set|dictionary)_comprehension$|^generator_expression$/
/** Methods of collections that call what they are given once for each element, at once. */
const EACH = /^(map|forEach|flatMap|filter|mapSeries|mapAsync|eachSeries)$/
/** Functions that take the elements first: `pMap(users, load)`. */
const EACH_OF = /^(pMap|pmap|pEachSeries|mapLimit|eachLimit|mapSeries|eachSeries)$/
const EACH_JAVA =
  /^(map|forEach|flatMap|filter|mapToObj|mapToLong|mapToInt|peek|anyMatch|allMatch|noneMatch|removeIf)$/

const STREAM = /tream\(|\bFlux\.from(Iterable|Stream|Array)\(|createFrom\(\)\.(items|iterable)\(/

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
export function elementsOf(
  loop: SyntaxNode,
  ctx: DetectorContext,
  leftOut: LeftOut,
): Repetition | null {
  const range = loop.first('range_clause')
  const elements = loop.child('right') ?? loop.child('value') ?? range?.child('right') ?? null
  const variable = (loop.child('left') ?? loop.child('name') ?? range?.child('left'))?.text ?? ''
  if (!elements) {
    const over = counted(loop)
    return over === undefined ? null : { over, node: loop }
  }
  return leftOut(elements, variable, ctx) ? null : { over: elements.text, node: loop }
}

/** A comprehension by its first clause. */
export function comprehended(
  node: SyntaxNode,
  ctx: DetectorContext,
  leftOut: LeftOut,
): Repetition | null {
  const [clause] = node.children.filter(({ type }) => type === 'for_in_clause')
  const elements = clause?.child('right')
  if (!clause || !elements) return null
  const variable = clause.child('left')?.text ?? ''
  return leftOut(elements, variable, ctx) ? null : { over: elements.text, node }
}

/** The call that a function is an argument of. */
export function receiverOf(fn: SyntaxNode): SyntaxNode | null {
  const list = fn.parent
  return list && /^(arguments|argument_list)$/.test(list.type) ? list.parent : null
}

/** A function that a call makes run for each element. */
export function eachOf(
  fn: SyntaxNode,
  call: SyntaxNode,
  ctx: DetectorContext,
  leftOut: LeftOut,
): Repetition | null {
  const target = call.child('function')
  const isJava = ctx.language === 'java'
  const object = isJava ? call.child('object') : target?.child('object')
  const method = (isJava ? call.child('name') : target?.child('property'))?.text ?? ''
  const first = call.child('arguments')?.children.find((one) => !/comment/.test(one.type))
  const elements = object && !EACH_OF.test(target?.text ?? '') ? object : first
  if (elements === fn) return null
  const isEach = isJava
    ? EACH_JAVA.test(method) &&
      (/^(forEach|removeIf)$/.test(method) || STREAM.test(object?.text ?? ''))
    : object
      ? EACH.test(method)
      : EACH_OF.test(target?.text ?? '')
  if (!isEach || !elements) return null
  const variable = (fn.child('parameters') ?? fn.child('parameter'))?.text ?? ''
  if (leftOut(elements, variable, ctx)) return null
  return { over: elements.text, node: call, callback: fn }
}
