import type { ImportFact } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'

export const SCRIPT_IMPORT_NODES = ['import_statement', 'call_expression', 'export_statement']

/** Text of a quoted string without its quotes. */
export function unquote(text: string): string {
  return text.replace(/^[a-zA-Z]*(["'`]{3}|["'`])([\s\S]*)\1$/, '$2')
}

/** Names bound by an object pattern, `{ a, b: c }`, or one plain name for the module itself. */
function bound(target: SyntaxNode, module: string): ImportFact[] {
  if (target.type === 'identifier') return [{ module, imported: '*', local: target.text }]
  const facts: ImportFact[] = []
  for (const child of target.children) {
    if (child.type === 'shorthand_property_identifier_pattern') {
      facts.push({ module, imported: child.text, local: child.text })
    }
    const key = child.child('key')
    const value = child.child('value')
    if (key && value?.type === 'identifier') {
      facts.push({ module, imported: key.text, local: value.text })
    }
  }
  return facts
}

/** `const x = require('m')`, `const { x } = await import('m')`, `require('m').x`. */
function required(call: SyntaxNode): ImportFact[] {
  const target = call.child('function')
  if (!target || (target.type !== 'import' && target.text !== 'require')) return []
  const argument = call.child('arguments')?.children[0]
  if (argument?.type !== 'string') return []
  const module = unquote(argument.text)
  let holder = call.parent
  let member = ''
  while (
    holder &&
    ['await_expression', 'member_expression', 'parenthesized_expression'].includes(holder.type)
  ) {
    if (holder.type === 'member_expression') member ||= holder.child('property')?.text ?? ''
    holder = holder.parent
  }
  const name = holder?.type === 'variable_declarator' ? holder.child('name') : null
  if (!name) return []
  const facts = bound(name, module)
  if (member && member !== 'default') for (const fact of facts) fact.imported = member
  return facts
}

/** Imports of one TypeScript or JavaScript node. */
export function scriptImports(node: SyntaxNode): ImportFact[] {
  if (node.type === 'call_expression') return required(node)
  const source = node.child('source')
  if (!source) return []
  const module = unquote(source.text)
  if (node.type === 'export_statement') return reexports(node, module)
  const clause = node.first('import_clause')
  if (!clause) return []
  const facts: ImportFact[] = []
  for (const part of clause.children) {
    if (part.type === 'identifier') {
      facts.push({ module, imported: 'default', local: part.text })
    } else if (part.type === 'namespace_import') {
      facts.push({ module, imported: '*', local: part.children[0]?.text ?? '' })
    } else {
      for (const specifier of part.children) {
        const imported = specifier.child('name')?.text ?? ''
        facts.push({ module, imported, local: specifier.child('alias')?.text ?? imported })
      }
    }
  }
  return facts
}

/** A name that this file only passes on is written with a local name that no code can use. */
export const REEXPORT = 'export '

function reexports(node: SyntaxNode, module: string): ImportFact[] {
  const clause = node.first('export_clause')
  if (!clause) return [{ module, imported: '*', local: `${REEXPORT}*` }]
  return clause.children.map((specifier) => {
    const imported = specifier.child('name')?.text ?? ''
    return { module, imported, local: REEXPORT + (specifier.child('alias')?.text ?? imported) }
  })
}
