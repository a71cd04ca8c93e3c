import type { ImportFact } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'

export const PYTHON_IMPORT_NODES = ['import_statement', 'import_from_statement']

/** Imports of one Python node. `import a.b` binds the dotted local name `a.b`. */
export function pythonImports(node: SyntaxNode): ImportFact[] {
  const facts: ImportFact[] = []
  const module = node.child('module_name')?.text
  for (const child of node.children) {
    if (child.type === 'wildcard_import' && module) {
      facts.push({ module, imported: '*', local: '*' })
    }
    if (child.field !== 'name') continue
    const name = (child.type === 'aliased_import' ? child.child('name') : child)?.text ?? ''
    const local = child.child('alias')?.text ?? name
    facts.push(module ? { module, imported: name, local } : { module: name, imported: '*', local })
  }
  return facts
}
