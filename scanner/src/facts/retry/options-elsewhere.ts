import { calleeOf } from '../callee'
import type { DetectorContext, SyntaxNode, Value } from '../detector'
import { CALLS } from '../functions'
import { unquote } from '../imports/script'
import { FUNCTIONS, namedFunctionOf, scopeName } from '../symbols'

/** Options that are put together of more pieces than this are not followed to their end. */
const MAX_HOPS = 5
const OBJECTS = /^(object|dictionary)$/
const WRAPPED = /^(as_expression|satisfies_expression|parenthesized_expression|await_expression)$/
const SPREAD = /^(spread_element|dictionary_splat)$/

/** An option of a call, or the name of another file that may say it: `RETRIES.attempts`. */
export interface Elsewhere {
  value?: Value
  name?: string
}

/**
 * An option in what a call is given by name: a variable of the function or file, a function of the
 * file that gives them, what is spread into them, a field set afterwards.
 */
export function optionElsewhere(
  call: SyntaxNode,
  path: string,
  ctx: DetectorContext,
): Elsewhere | undefined {
  const list = call.child('arguments')?.children ?? []
  for (const argument of list.filter(({ type }) => !FUNCTIONS.has(type)).toReversed()) {
    const found = search(argument, path.split('.'), ctx, 0)
    if (found) return found
  }
  return undefined
}

function search(
  node: SyntaxNode,
  path: string[],
  ctx: DetectorContext,
  hops: number,
): Elsewhere | undefined {
  const [head = '', ...rest] = path
  if (hops > MAX_HOPS) return undefined
  const next = (inner: SyntaxNode | null | undefined, along = path) =>
    inner ? search(inner, along, ctx, hops + 1) : undefined
  if (WRAPPED.test(node.type) || SPREAD.test(node.type)) return next(node.children[0])
  if (OBJECTS.test(node.type)) {
    for (const entry of node.children.toReversed()) {
      if (SPREAD.test(entry.type)) {
        const found = next(entry)
        if (found) return found
      }
      if (entry.type !== 'pair' || unquote(entry.child('key')?.text ?? '') !== head) continue
      const value = entry.child('value')
      if (!value) return undefined
      return rest.length === 0 ? { value: ctx.value(value) } : next(value, rest)
    }
    return undefined
  }
  if (CALLS.has(node.type)) return next(givenBack(calleeOf(node), ctx))
  const name = node.text.replace(/^(this|self)\./, '')
  if (!/^[\w$]+$/.test(name)) return undefined
  return named(name, node, path, ctx) ?? next(made(name, node, ctx)) ?? imported(name, path, ctx)
}

/** `options.attempts = 5` in the same function. */
function named(name: string, node: SyntaxNode, path: string[], ctx: DetectorContext) {
  const wanted = [name, ...path].join('.')
  for (const one of namedFunctionOf(node)?.descendants() ?? []) {
    if (!/^assignment(_expression)?$/.test(one.type) || one.child('left')?.text !== wanted) continue
    const value = one.child('right')
    if (value) return { value: ctx.value(value) }
  }
  return undefined
}

/** What a variable was made of: in the function around, else for the file or class as a whole. */
function made(name: string, node: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  for (const one of namedFunctionOf(node)?.descendants() ?? []) {
    if (!/^(variable_declarator|assignment)$/.test(one.type)) continue
    if ((one.child('name') ?? one.child('left'))?.text !== name) continue
    const value = one.child('value') ?? one.child('right')
    if (value && value !== node) return value
  }
  const whole = ctx.bindings().constants.get(name) ?? ctx.bindings().makers.get(name)
  const parent = whole?.parent ?? whole
  return whole && parent && namedFunctionOf(parent) === null ? whole : objectOf(name, ctx)
}

/** Objects have many children and are no constants: looked for among those of the whole file. */
function objectOf(name: string, ctx: DetectorContext): SyntaxNode | undefined {
  for (const one of ctx.root.descendants(FUNCTIONS)) {
    if (!/^(variable_declarator|assignment|public_field_definition)$/.test(one.type)) continue
    if ((one.child('name') ?? one.child('left'))?.text !== name) continue
    return one.child('value') ?? one.child('right') ?? undefined
  }
  return undefined
}

/** The object that a function of the file gives back. */
function givenBack(callee: string, ctx: DetectorContext): SyntaxNode | undefined {
  const name = callee.replace(/^(this|self)\./, '')
  if (!/^[\w$]+$/.test(name)) return undefined
  for (const fn of ctx.root.descendants()) {
    if (!FUNCTIONS.has(fn.type) || scopeName(fn) !== name) continue
    const body = fn.child('body')
    if (body && /parenthesized|^object$/.test(body.type)) return body
    const back = [...(body?.descendants(FUNCTIONS) ?? [])].findLast(
      (one) => one.type === 'return_statement',
    )
    return back?.children[0]
  }
  return undefined
}

function imported(name: string, path: string[], ctx: DetectorContext): Elsewhere | undefined {
  return ctx.resolve(name) ? { name: [name, ...path].join('.') } : undefined
}
