import type { Tree } from 'web-tree-sitter'
import type { Region } from '../../model'
import type { GrammarTables } from './grammar-tables'
import { SourceText, SyntaxNode } from './syntax-node'

/** The parser's id for a node it could not read. */
const ERROR_TYPE = 65535

export interface BuiltTree {
  root: SyntaxNode
  /** Nodes of wanted types in document order. */
  wanted: SyntaxNode[]
  parseErrors: Region[]
}

/** Copies a parsed tree into plain nodes with one cursor pass. */
export function buildTree(tree: Tree, tables: GrammarTables, source: string): BuiltTree {
  const file = new SourceText(source)
  const fields = tree.language.fields
  const broken = tree.rootNode.hasError
  const wanted: SyntaxNode[] = []
  const parseErrors: Region[] = []
  const cursor = tree.walk()
  const root = new SyntaxNode(file, cursor.nodeType, cursor.startIndex, cursor.endIndex, null, null)
  let parent = root
  const parents: SyntaxNode[] = []
  let more = cursor.gotoFirstChild()
  while (more) {
    const type = cursor.nodeTypeId
    const isError = type === ERROR_TYPE
    let node: SyntaxNode | null = null
    if (isError || tables.named[type] === 1) {
      const name = isError ? 'ERROR' : (tables.types[type] ?? '')
      const field = fields[cursor.currentFieldId] ?? null
      node = new SyntaxNode(file, name, cursor.startIndex, cursor.endIndex, field, parent)
      if (parent.children.length === 0) parent.children = [node]
      else (parent.children as SyntaxNode[]).push(node)
      if (tables.wanted[type] === 1) wanted.push(node)
    } else if (tables.token[type] === 1) {
      parent.tokens = [...parent.tokens, tables.types[type] ?? '']
    }
    if (broken && (isError || cursor.nodeIsMissing)) {
      parseErrors.push(file.region(cursor.startIndex, cursor.endIndex))
    }
    if (node && tables.leaf[type] !== 1 && cursor.gotoFirstChild()) {
      parents.push(parent)
      parent = node
      continue
    }
    more = cursor.gotoNextSibling()
    while (!more && parents.length > 0) {
      cursor.gotoParent()
      parent = parents.pop() ?? root
      more = cursor.gotoNextSibling()
    }
  }
  cursor.delete()
  return { root, wanted, parseErrors }
}
