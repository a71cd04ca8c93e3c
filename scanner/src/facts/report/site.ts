import { createHash } from 'node:crypto'
import type { Site } from '../../model'
import type { SyntaxNode } from '../parse/syntax-node'
import { symbolOf } from '../symbols'
import { declaredAt } from './declared'
import type { LineHasher } from './line-hash'

const SNIPPET_LINES = 40
const CONTEXT_LINES = 46
const AROUND = 3

/** As many characters as `primaryLocationLineHash` takes (`line-hash.ts`). */
const BEGINNING = 100

/** A node's tokens: comments and white space do not count, so reformatting keeps their hash. */
function tokensOf(node: SyntaxNode): string {
  let text = ''
  let at = node.start
  for (const child of node.descendants()) {
    if (!child.type.endsWith('comment')) continue
    text += node.file.source.slice(at, child.start)
    at = child.end
  }
  text += node.file.source.slice(at, node.end)
  return text.replace(/\s+/g, '')
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 20)

function contentOf(node: SyntaxNode): Pick<Site, 'content' | 'beginning'> {
  const tokens = tokensOf(node)
  const content = hash(tokens)
  if (tokens.length <= BEGINNING) return { content }
  return { content, beginning: hash(tokens.slice(0, BEGINNING)) }
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
    ...contentOf(node),
    lineHash: hasher.hash(region.startLine),
    ...(declared ? { declared } : {}),
  }
}
