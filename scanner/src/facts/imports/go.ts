import type { ImportFact } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'
import { unquote } from './script'

export const GO_IMPORT_NODES = ['import_spec']

/**
 * Best guess at a package's name from its path: the last segment that is not a version, without
 * the `go-` and `-go` that repositories add (`github.com/avast/retry-go/v4` is package `retry`).
 */
function goPackageName(path: string): string {
  const segments = path.split('/')
  let last = segments.pop() ?? ''
  if (/^v\d+$/.test(last)) last = segments.pop() ?? last
  return last.replace(/\.v\d+$/, '').replace(/^go-|-go$/g, '')
}

/** Imports of one Go import spec. */
export function goImports(node: SyntaxNode): ImportFact[] {
  const path = node.child('path')
  if (!path) return []
  const module = unquote(path.text)
  const alias = node.child('name')?.text
  if (alias === '_') return []
  if (alias === '.') return [{ module, imported: '*', local: '*' }]
  return [{ module, imported: '*', local: alias ?? goPackageName(module) }]
}
