import type { Arguments, Literal, Value } from './detector'
import { unquote } from './imports/script'
import type { SyntaxNode } from './parse/syntax-node'

type Constants = (name: string) => Literal | undefined

const WORDS: Record<string, Literal> = {
  true: true,
  True: true,
  false: false,
  False: false,
  null: null,
  None: null,
  nil: null,
  undefined: null,
  Infinity: Number.POSITIVE_INFINITY,
  'Number.POSITIVE_INFINITY': Number.POSITIVE_INFINITY,
}

/** Value of a literal as written, or undefined. Products of literals (`5 * 1000`) count too. */
export function literalOf(node: SyntaxNode, constants?: Constants): Literal | undefined {
  const text = node.text
  if (text in WORDS) return WORDS[text]
  if (/string/.test(node.type) && !/template|interpolat/.test(node.type)) return unquote(text)
  if (/^-?\d[\d_]*(\.\d+)?(e\d+)?[lLfFdD]?$/.test(text)) {
    return Number(text.replace(/[_lLfFdD]/g, ''))
  }
  if (/^[\d_]+(\s*\*\s*[\d_]+)+$/.test(text)) {
    return text.split('*').reduce((product, part) => product * Number(part.replace(/_/g, '')), 1)
  }
  if (/^[\w.]+$/.test(text)) return constants?.(text.replace(/^(this|self|[A-Z]\w*)\./, ''))
  return undefined
}

function keyText(node: SyntaxNode | null): string {
  return node ? unquote(node.text) : ''
}

/** Entries of an object literal, dict or keyed composite literal. */
function entriesOf(node: SyntaxNode, constants: Constants): Map<string, Value> | undefined {
  if (node.type === 'unary_expression') {
    const inner = node.children[0]
    return inner ? entriesOf(inner, constants) : undefined
  }
  if (node.type === 'composite_literal') {
    const body = node.child('body')
    return body ? entriesOf(body, constants) : undefined
  }
  if (!['object', 'dictionary', 'literal_value'].includes(node.type)) return undefined
  const entries = new Map<string, Value>()
  for (const child of node.children) {
    if (child.type === 'pair') {
      const value = child.child('value')
      if (value) entries.set(keyText(child.child('key')), readValue(value, constants))
    } else if (child.type === 'keyed_element') {
      const [key, value] = child.children
      const inner = value?.children[0] ?? value
      if (key && inner) entries.set(keyText(key), readValue(inner, constants))
    } else if (child.type === 'shorthand_property_identifier') {
      entries.set(child.text, readValue(child, constants))
    } else if (child.type === 'method_definition') {
      entries.set(keyText(child.child('name')), { node: child })
    }
  }
  return entries
}

export function readValue(node: SyntaxNode, constants: Constants): Value {
  const inner =
    /^(as_expression|satisfies_expression|parenthesized_expression)$/.test(node.type) &&
    node.children[0]
      ? node.children[0]
      : node
  const value: Value = { node: inner }
  const literal = literalOf(inner, constants)
  if (literal !== undefined) value.literal = literal
  const entries = entriesOf(inner, constants)
  if (entries) value.entries = entries
  return value
}

function listOf(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'decorator') {
    const inner = node.children[0]
    return inner ? listOf(inner) : null
  }
  return (
    node.child('arguments') ?? node.first('arguments', 'argument_list', 'annotation_argument_list')
  )
}

/** Arguments of a call, construction, annotation, decorator or composite literal. */
export function argumentsOf(node: SyntaxNode, constants: Constants): Arguments {
  const positional: Value[] = []
  const named = new Map<string, Value>()
  let spread = false
  if (node.type === 'composite_literal') positional.push(readValue(node, constants))
  for (const child of listOf(node)?.children ?? []) {
    if (/comment/.test(child.type)) continue
    if (/spread|splat|variadic/.test(child.type)) spread = true
    else if (child.type === 'keyword_argument') {
      const value = child.child('value')
      if (value) named.set(child.child('name')?.text ?? '', readValue(value, constants))
    } else if (child.type === 'element_value_pair') {
      const value = child.child('value')
      if (value) named.set(child.child('key')?.text ?? '', readValue(value, constants))
    } else positional.push(readValue(child, constants))
  }
  const option = (path: string): Value | undefined => {
    const [head = '', ...rest] = path.split('.')
    const step = (value: Value | undefined): Value | undefined =>
      rest.reduce<Value | undefined>((at, key) => at?.entries?.get(key), value)
    const byName = step(named.get(head))
    if (byName) return byName
    for (const value of positional) {
      const found = step(value.entries?.get(head))
      if (found) return found
    }
    return undefined
  }
  return { positional, named, spread, option }
}
