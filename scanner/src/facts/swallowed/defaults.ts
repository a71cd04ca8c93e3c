import type { SyntaxNode } from '../parse/syntax-node'
import { FUNCTIONS } from '../symbols'

const DEFAULT =
  /^(null|undefined|void 0|None|nil|false|False|\[\]|\{\}|\(\)|""|''|``|0|-1|new (ArrayList|HashMap|HashSet|LinkedList)(<\w*>)?\(\)|(Collections|List|Map|Set|Optional|Stream)\.(empty\w*|of)\(\)|dict\(\)|list\(\)|set\(\)|Promise\.resolve\((null|undefined|\[\]|false)?\))$/

const LITERAL = /^(null|undefined|None|nil|true|false|True|False|-?\d+|"[^"]*"|'[^']*'|\[\]|\{\})$/

/** A default as text, or undefined when the value tells something. */
export function defaultText(node: SyntaxNode | null | undefined): string | undefined {
  if (!node) return undefined
  const text = node.text
    .replace(/^\((.*)\)$/s, '$1')
    .replace(/\s+as\s+[\w[\]<>. ]+$/, '')
    .trim()
  return DEFAULT.test(text) ? text : undefined
}

const ANSWERS_YES_OR_NO =
  /^_*(is|has|can|should|verify|validate|check|match|exists|equals|supports|contains|was|are|allow|test)/i

/** Whether a function elsewhere returns data, and `false` is not simply its "no". */
export function returnsData(from: SyntaxNode, name: string, fallback: string): boolean {
  let scope: SyntaxNode | null = from
  while (scope && !FUNCTIONS.has(scope.type)) scope = scope.parent
  if (!scope) return false
  if (/^(false|False)$/.test(fallback) && ANSWERS_YES_OR_NO.test(name)) return false
  for (const node of scope.descendants(FUNCTIONS)) {
    if (node.type !== 'return_statement' || from.contains(node)) continue
    const value = node.children.find((child) => !child.type.endsWith('comment'))
    if (value && !LITERAL.test(value.text) && defaultText(value) === undefined) return true
  }
  return false
}
