import type { ImportFact } from '../../model'
import type { Family } from '../languages'
import type { SyntaxNode } from '../parse/syntax-node'
import { GO_IMPORT_NODES, goImports } from './go'
import { JAVA_IMPORT_NODES, javaImports } from './java'
import { PYTHON_IMPORT_NODES, pythonImports } from './python'
import { SCRIPT_IMPORT_NODES, scriptImports } from './script'

const READERS: Record<Family, { nodeTypes: string[]; read: (node: SyntaxNode) => ImportFact[] }> = {
  script: { nodeTypes: SCRIPT_IMPORT_NODES, read: scriptImports },
  python: { nodeTypes: PYTHON_IMPORT_NODES, read: pythonImports },
  java: { nodeTypes: JAVA_IMPORT_NODES, read: javaImports },
  go: { nodeTypes: GO_IMPORT_NODES, read: goImports },
}

export const importNodeTypes = (family: Family): string[] => READERS[family].nodeTypes

/** All imports among the wanted nodes of a file. */
export function collectImports(family: Family, nodes: readonly SyntaxNode[]): ImportFact[] {
  const { nodeTypes, read } = READERS[family]
  const types = new Set(nodeTypes)
  return nodes.flatMap((node) => (types.has(node.type) ? read(node) : []))
}
