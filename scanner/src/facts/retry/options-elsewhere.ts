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

/**
 * An option of a call, or the name of another file that may say it: `RETRIES.attempts`. `open` is
 * what may say another number, or none, when it runs.
 */
export interface Elsewhere {
  value?: Value
  name?: string
  open?: SyntaxNode
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

/** An option in one argument, however it is put together. */
export const optionIn = (
  argument: SyntaxNode,
  path: string,
  ctx: DetectorContext,
): Elsewhere | undefined => search(argument, path.split('.'), ctx, 0)

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
    let open: SyntaxNode | undefined
    for (const entry of node.children.toReversed()) {
      if (SPREAD.test(entry.type)) {
        const found = next(entry)
        if (found) return found
        if (!isSeen(entry, head, ctx)) open = entry
      }
      if (entry.type !== 'pair' || unquote(entry.child('key')?.text ?? '') !== head) continue
      const value = entry.child('value')
      if (!value) return undefined
      const found = rest.length === 0 ? { value: ctx.value(value) } : next(value, rest)
      return found && open ? { open } : found
    }
    return undefined
  }
  if (CALLS.has(node.type)) return next(givenBack(calleeOf(node), ctx))
  const name = node.text.replace(/^(this|self)\./, '')
  if (!/^[\w$]+$/.test(name)) return undefined
  return named(name, node, path, ctx) ?? next(made(name, node, ctx)) ?? imported(name, path, ctx)
}

/** Whether all that is spread in can be read here, or cannot be the option. */
function isSeen(
  of: SyntaxNode | undefined,
  option: string,
  ctx: DetectorContext,
  hops = 0,
): boolean {
  if (!of || hops > MAX_HOPS) return false
  const seen = (inner: SyntaxNode | undefined) => isSeen(inner, option, ctx, hops + 1)
  if (WRAPPED.test(of.type) || SPREAD.test(of.type)) return seen(of.children[0])
  if (OBJECTS.test(of.type)) return of.children.every((one) => !SPREAD.test(one.type) || seen(one))
  if (CALLS.has(of.type)) return seen(givenBack(calleeOf(of), ctx))
  // `...(slow && { delay })`: the name would be written.
  if (/^(binary|ternary|conditional)_expression$/.test(of.type))
    return !new RegExp(`\\b${option}\\b`).test(of.text)
  const name = of.text.replace(/^(this|self)\./, '')
  return /^[\w$]+$/.test(name) && seen(made(name, of, ctx))
}

/** `options.attempts = 5` before it in the same function; open where that may not have been done. */
function named(
  name: string,
  node: SyntaxNode,
  path: string[],
  ctx: DetectorContext,
): Elsewhere | undefined {
  const wanted = [name, ...path].join('.')
  let found: Elsewhere | undefined
  for (const one of namedFunctionOf(node)?.descendants() ?? []) {
    if (one.start > node.start) break
    if (!/^assignment(_expression)?$/.test(one.type) || one.child('left')?.text !== wanted) continue
    const value = one.child('right')
    if (value) found = isDone(one, node) ? { value: ctx.value(value) } : { open: one }
  }
  return found
}

/** Whether a statement stands in a block around what follows it, so that it was done by then. */
function isDone(statement: SyntaxNode, later: SyntaxNode): boolean {
  let at = statement
  while (at.parent && !at.parent.contains(later)) {
    at = at.parent
    if (at.type !== 'expression_statement') return false
  }
  return /block|body|program|module/.test(at.parent?.type ?? '')
}

/** Whether something is spread in behind a value, at any depth of the options it stands in. */
export function isSpreadOver(value: SyntaxNode, call: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = value; at && at !== call; at = at.parent) {
    const after = at.end
    if (at.type !== 'pair') continue
    if (at.parent?.children.some(({ type, start }) => SPREAD.test(type) && start > after))
      return true
  }
  return false
}

/** What a variable was made of: in the function around, else for the file or class as a whole. */
function made(name: string, node: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  for (const one of namedFunctionOf(node)?.descendants() ?? []) {
    if (!/^(variable_declarator|assignment)$/.test(one.type)) continue
    if ((one.child('name') ?? one.child('left'))?.text !== name) continue
    const value = one.child('value') ?? one.child('right')
    if (value && value !== node) return value
  }
  const getter = node.text === `this.${name}` ? givenBack(name, ctx) : undefined
  if (getter) return getter
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
