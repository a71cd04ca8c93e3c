import { createHash } from 'node:crypto'
import type { Site } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'
import { symbolOf } from '../symbols'
import { declaredAt } from './declared'
import type { LineHasher } from './line-hash'

const SNIPPET_LINES = 40
const CONTEXT_LINES = 46
const AROUND = 3

/** Hash of a node's tokens: comments and white space do not count, so reformatting keeps it. */
function contentHash(node: SyntaxNode): string {
  let text = ''
  let at = node.start
  for (const child of node.descendants()) {
    if (!child.type.endsWith('comment')) continue
    text += node.file.source.slice(at, child.start)
    at = child.end
  }
  text += node.file.source.slice(at, node.end)
  return createHash('sha256').update(text.replace(/\s+/g, '')).digest('hex').slice(0, 20)
}

/** Everything a site says about its place. */
export function siteAt(
  node: SyntaxNode,
  hasher: LineHasher,
): Omit<Site, 'rule' | 'message' | 'level' | 'data'> {
  const { lines } = node.file
  const region = node.region
  const startLine = Math.max(1, region.startLine - AROUND)
  const endLine = Math.min(lines.length, region.endLine + AROUND, startLine + CONTEXT_LINES - 1)
  const declared = declaredAt(node)
  return {
    region,
    symbol: symbolOf(node),
    snippet: node.text.split('\n', SNIPPET_LINES).join('\n'),
    context: { startLine, text: lines.slice(startLine - 1, endLine).join('\n') },
    content: contentHash(node),
    lineHash: hasher.hash(region.startLine),
    ...(declared ? { declared } : {}),
  }
}
