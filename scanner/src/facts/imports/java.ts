import type { ImportFact } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'

export const JAVA_IMPORT_NODES = ['import_declaration']

/** Imports of one Java node; a wildcard has the local name `*`. */
export function javaImports(node: SyntaxNode): ImportFact[] {
  const match = /^import\s+(?:static\s+)?([\w.]+?)\.(\w+|\*)\s*;?$/.exec(node.text)
  const [, module, name] = match ?? []
  return module && name ? [{ module, imported: name, local: name }] : []
}
