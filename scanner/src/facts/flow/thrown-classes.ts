import type { SyntaxNode } from '../parse/syntax-node'

export const THROWS: ReadonlySet<string> = new Set(['throw_statement', 'raise_statement'])
/** Something is thrown of which nobody can tell the class. */
export const ANY_CLASS = '*'
const CLASS = /^(?:[A-Za-z_$][\w$]*\.)*[A-Z][\w$]*$/
const HANDLERS: ReadonlySet<string> = new Set(['catch_clause', 'except_clause'])

/** Name that a handler gives to what it catches. */
export function errorName(handler: SyntaxNode): string {
  const parameter = handler.first('catch_formal_parameter')?.child('name')
  const found = parameter ?? handler.child('parameter') ?? handler.child('value')?.child('alias')
  return found?.text ?? ''
}

/** What is caught and thrown again was thrown elsewhere. */
function isAgain({ text }: SyntaxNode, from: SyntaxNode): boolean {
  for (let at = from.parent; at; at = at.parent) {
    if (HANDLERS.has(at.type) && errorName(at) === text) return true
  }
  return false
}

/** An error that Go's code makes itself: `&acme.RateLimitError{…}`. */
export const LITERAL = 'composite_literal'
const ERROR = /^[\w.]*Err(?:or)?$/

export function errorMade(literal: SyntaxNode): string | undefined {
  const type = literal.child('type')?.text ?? ''
  return ERROR.test(type) ? type : undefined
}

/** Class that a statement throws, as written; undefined where it throws again what it caught. */
export function thrownClass(node: SyntaxNode): string | undefined {
  const value = node.children.find(({ field }) => field !== 'cause')
  if (!value || isAgain(value, node)) return undefined
  const isBare = node.type === 'raise_statement' && value.type !== 'call'
  const made =
    value.child('constructor') ??
    value.child('type') ??
    (value.type === 'call' ? value.child('function') : isBare ? value : undefined)
  const name = made?.text.replace(/<.*>$/s, '') ?? ''
  return CLASS.test(name) ? name : ANY_CLASS
}
