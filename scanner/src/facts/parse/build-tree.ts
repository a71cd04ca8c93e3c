import type { Tree } from 'web-tree-sitter'
import type { Region } from '../../model'
import { withGenericCalls } from './generic-calls'
import type { GrammarTables } from './grammar-tables'
import { SourceText, SyntaxNode } from './syntax-node'
import { type Binding, walkCursor } from './walk-cursor'

/** The parser's id for a node it could not read. */
const ERROR_TYPE = 65535

export interface BuiltTree {
  root: SyntaxNode
  /** Nodes of wanted types in document order. */
  wanted: SyntaxNode[]
  parseErrors: Region[]
}

/** Copies a parsed tree into plain nodes with one cursor pass. */
export function buildTree(
  tree: Tree,
  tables: GrammarTables,
  source: string,
  binding: Binding,
): BuiltTree {
  const file = new SourceText(source)
  const fields = tree.language.fields
  const broken = tree.rootNode.hasError
  const wanted: SyntaxNode[] = []
  const parseErrors: Region[] = []
  const cursor = walkCursor(tree, binding)
  const type = tables.types[cursor.type()] ?? 'ERROR'
  const root = new SyntaxNode(file, type, cursor.start(), cursor.end(), null, null)
  let parent = root
  const parents: SyntaxNode[] = []
  let more = cursor.firstChild()
  while (more) {
    const type = cursor.type()
    const isError = type === ERROR_TYPE
    let node: SyntaxNode | null = null
    if (isError || tables.named[type] === 1) {
      const name = isError ? 'ERROR' : (tables.types[type] ?? '')
      const field = fields[cursor.field()] ?? null
      node = new SyntaxNode(file, name, cursor.start(), cursor.end(), field, parent)
      if (parent.children.length === 0) parent.children = [node]
      else (parent.children as SyntaxNode[]).push(node)
      if (tables.wanted[type] === 1) wanted.push(node)
    } else if (tables.token[type] === 1) {
      parent.tokens = [...parent.tokens, tables.types[type] ?? '']
    }
    if (broken && (isError || cursor.missing())) {
      parseErrors.push(file.region(cursor.start(), cursor.end()))
    }
    if (node && tables.leaf[type] !== 1 && cursor.firstChild()) {
      parents.push(parent)
      parent = node
      continue
    }
    more = cursor.nextSibling()
    while (!more && parents.length > 0) {
      cursor.parent()
      parent = parents.pop() ?? root
      more = cursor.nextSibling()
    }
  }
  cursor.delete()
  return { root, wanted: withGenericCalls(wanted), parseErrors }
}
