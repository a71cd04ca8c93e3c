import type { SyntaxNode } from '../parse/syntax-node'
import { FUNCTIONS } from '../symbols'
import { errorName, THROWS } from './thrown-classes'

/** A handler that hands the error to somebody else may well throw there. */
export const MAY_THROW =
  /\b(throw|raise|reject|next|abort|exit|panic|fail|retry|rethrow|handle|assert|on)\w*\(|Promise\.reject/i
export const ALL_ERRORS = /^\s*$|^(Exception|BaseException|Throwable|RuntimeException)\b/
const BRANCH: ReadonlySet<string> = new Set(['if_statement'])
const CLASS = /^[A-Za-z_][\w.]*$/

const handlersOf = (statement: SyntaxNode): SyntaxNode[] =>
  statement.children.filter((one) => /^(catch|except)_clause$/.test(one.type))

export function caughtType(handler: SyntaxNode): string {
  if (handler.type === 'except_clause') {
    const value = handler.child('value')
    return (value?.type === 'as_pattern' ? value.children[0] : value)?.text ?? ''
  }
  return handler.first('catch_formal_parameter')?.first('catch_type')?.text ?? ''
}

/** The handlers of a `try`, where between them they catch every error. */
export function catchingAll(statement: SyntaxNode): SyntaxNode[] {
  const handlers = handlersOf(statement)
  return handlers.some((one) => ALL_ERRORS.test(caughtType(one))) ? handlers : []
}

/** What a name of the handler's own stands for: `const again = error instanceof Late`. */
function madeHere(name: string, handler: SyntaxNode): string | undefined {
  for (const node of handler.descendants(FUNCTIONS)) {
    const target = node.child('name') ?? node.child('left')
    const value = node.child('value') ?? node.child('right')
    if (value && target?.text === name && /declarator|assignment/.test(node.type)) return value.text
  }
  return undefined
}

/** Classes one of which the error is, where a condition asks for that and for nothing else. */
export function askedFor(
  condition: string,
  error: string,
  handler: SyntaxNode,
): string[] | undefined {
  const text = condition.replace(/\s+/g, ' ').replace(/^\((.*)\)$/, '$1')
  const plain = /^\w+$/.test(text) ? (madeHere(text, handler) ?? text).replace(/\s+/g, ' ') : text
  const found: string[] = []
  for (const part of plain.split(/ ?\|\| ?| or /)) {
    const [, left, type] = /^\(?(\w+) instanceof ([\w.]+)(?: \w+)?\)?$/.exec(part) ?? []
    const [, given, types] = /^isinstance\((\w+), \(?([^()]*)\)?\)$/.exec(part) ?? []
    const classes = (type ?? types ?? '').split(',').map((one) => one.trim())
    if ((left ?? given) !== error || !classes.every((one) => CLASS.test(one))) return undefined
    found.push(...classes.filter((one) => one !== ''))
  }
  return found
}

/** `if (!config)` of a parameter whose type says that it is always there. */
function isNeverSo(condition: string, handler: SyntaxNode): boolean {
  const name = /^\(!(\w+)\)$/.exec(condition)?.[1]
  const declared = name && new RegExp(`\\b${name}\\s*:\\s*[A-Z][\\w.]*\\s*[;,})]`)
  const parameters = handler.ancestor(FUNCTIONS)?.child('parameters')
  return declared !== undefined && declared !== '' && declared.test(parameters?.text ?? '')
}

/** Classes of the errors for which a handler throws; undefined where it may be any. */
function thrownFor(handler: SyntaxNode): string[] | undefined {
  const block = handler.child('body') ?? handler.first('block') ?? handler
  if (MAY_THROW.test(block.text)) return undefined
  const type = caughtType(handler)
  const error = errorName(handler)
  const found: string[] = []
  for (const node of handler.descendants()) {
    if (!THROWS.has(node.type)) continue
    if (!ALL_ERRORS.test(type)) {
      const types = type.replace(/[()]/g, '').split(/[|,]/)
      const named = types.map((one) => one.trim()).filter((one) => one !== '')
      // `(*NETWORK, Late)`, `NETWORK[0]`: nobody can tell what these are.
      if (!named.every((one) => CLASS.test(one))) return undefined
      found.push(...named)
      continue
    }
    const branch = node.ancestor(BRANCH, FUNCTIONS)
    const condition = branch?.child('condition')
    if (!branch || !condition || !handler.contains(branch)) return undefined
    if (!branch.child('consequence')?.contains(node)) return undefined
    if (isNeverSo(condition.text, handler)) continue
    const classes = askedFor(condition.text, error, handler)
    if (!classes) return undefined
    found.push(...classes)
  }
  return found
}

/**
 * Classes of the errors that leave a `try` whose handlers catch every error: none where all of them
 * end here, undefined where any may leave.
 */
export function letOut(statement: SyntaxNode): string[] | undefined {
  const handlers = catchingAll(statement)
  if (handlers.length === 0) return undefined
  const found = new Set<string>()
  for (const handler of handlers) {
    const classes = thrownFor(handler)
    if (!classes) return undefined
    for (const one of classes) found.add(one)
  }
  return [...found]
}
