import type { Site } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'
import { FUNCTIONS } from '../symbols'

const MARK = 'plumbline:'
const BESIDE = /^\s*(\/\/|#|\/?\*|@|"""|'''|export\b|public\b)/

function read(line: string): Site['declared'] {
  const at = line.indexOf(MARK)
  if (at < 0) return undefined
  const text = line.slice(at + MARK.length)
  const owner = /\bowner=(\S+)/.exec(text)?.[1]
  const decision = /\bdecision=(\S+)/.exec(text)?.[1]
  if (!owner && !decision) return undefined
  return { ...(owner ? { owner } : {}), ...(decision ? { decision } : {}) }
}

/**
 * Owner or decision record declared beside the code, `plumbline: owner=@team decision=…`: in a
 * comment on the finding's first line, directly above it, or directly above the function or class around it.
 */
export function declaredAt(node: SyntaxNode): Site['declared'] {
  if (!node.file.source.includes(MARK)) return undefined
  const lines = node.file.lines
  for (let scope: SyntaxNode | null = node; scope; scope = scope.parent) {
    if (scope !== node && !FUNCTIONS.has(scope.type) && !/class|interface|enum/.test(scope.type))
      continue
    let line = node.file.position(scope.start).line
    let found = read(lines[line - 1] ?? '')
    while (!found && line > 1 && BESIDE.test(lines[line - 2] ?? '')) {
      line--
      found = read(lines[line - 1] ?? '')
    }
    if (found) return found
  }
  return undefined
}
