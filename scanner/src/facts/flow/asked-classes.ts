import type { SyntaxNode } from '../parse/syntax-node'
import { FUNCTIONS } from '../symbols'
import { ALL_ERRORS, askedFor, caughtType } from './let-out'
import { errorName } from './thrown-classes'

const HANDLER = /^(catch|except)_clause$/
const LEAVES = /^(return|throw|raise)_statement$/
const CLASS = /^[A-Za-z_][\w.]*$/

/**
 * Classes one of which what was caught must be for a place in its handler to be reached: those that
 * the handler catches, those that a branch around asks for, also beside other questions, or those
 * that did not leave before. Undefined where it may be any, or no handler is around.
 */
export function askedAround(node: SyntaxNode): string[] | undefined {
  const handler = handlerAround(node)
  if (!handler) return undefined
  const error = errorName(handler)
  for (let at = node; at !== handler && at.parent; at = at.parent) {
    const { parent } = at
    if (parent.type === 'if_statement' && at.field === 'consequence') {
      const found = conjuncts(parent).map((one) => askedFor(one, error, handler))
      const asked = found.find((classes) => classes && classes.length > 0)
      if (asked) return asked
    }
    for (const one of parent.children) {
      if (one.start >= at.start || one.type !== 'if_statement' || !leaves(one)) continue
      const [, otherwise] =
        /^\(?(?:!|not ) ?(.*?)\)?$/s.exec(one.child('condition')?.text ?? '') ?? []
      const asked = otherwise && !/&&|\|\|/.test(otherwise) && askedFor(otherwise, error, handler)
      if (asked && asked.length > 0) return asked
    }
  }
  const caught = caughtType(handler)
  if (ALL_ERRORS.test(caught)) return undefined
  const named = caught.replace(/[()]/g, '').split(/[|,]/)
  const classes = named.map((one) => one.trim()).filter((one) => one !== '')
  return classes.length > 0 && classes.every((one) => CLASS.test(one)) ? classes : undefined
}

function handlerAround(node: SyntaxNode): SyntaxNode | undefined {
  for (let at = node.parent; at && !FUNCTIONS.has(at.type); at = at.parent) {
    if (HANDLER.test(at.type)) return at
  }
  return undefined
}

/** What a condition asks, all of which must hold. */
function conjuncts(branch: SyntaxNode): string[] {
  const text = branch.child('condition')?.text ?? ''
  const whole = text.replace(/^\((.*)\)$/s, '$1')
  const parts = whole.split(/\s*&&\s*|\s+and\s+/)
  // Beside `||` nobody can tell which part must hold.
  return parts.length > 1 && /\|\||\bor\b/.test(whole) ? [] : parts
}

function leaves(branch: SyntaxNode): boolean {
  const body = branch.child('consequence')
  return LEAVES.test(body?.type ?? '') || LEAVES.test(body?.children.at(-1)?.type ?? '')
}
