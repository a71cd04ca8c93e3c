import { createHash } from 'node:crypto'
import type { Finding, Site } from '../../model'
import { LineHasher } from '../report/line-hash'

interface Place {
  path: string
  text: string
  line: number
  endLine: number
  symbol: string
}

/** A place in a configuration file, told as findings in code are. */
export function configPlace({
  path,
  text,
  line,
  endLine,
  symbol,
}: Place): Omit<Site, 'rule' | 'message'> & Pick<Finding, 'path'> {
  const lines = text.split(/\r?\n/)
  const snippet = lines.slice(line - 1, endLine).join('\n')
  const from = Math.max(1, line - 3)
  const endColumn = (lines[endLine - 1]?.length ?? 0) + 1
  return {
    path,
    symbol,
    region: { startLine: line, startColumn: 1, endLine, endColumn },
    snippet,
    context: { startLine: from, text: lines.slice(from - 1, endLine + 3).join('\n') },
    content: createHash('sha256').update(snippet.replace(/\s+/g, '')).digest('hex').slice(0, 20),
    lineHash: new LineHasher(text).hash(line),
  }
}
