import type { FindingDetail } from '@/lib/findings/types'

export interface ExcerptRow {
  number: number
  text: string
  /** Part of what was found. */
  marked: boolean
}

type Source = Pick<FindingDetail, 'line' | 'snippet' | 'context' | 'contextStart' | 'life'>

/** Numbered lines of what the scan kept: the context where there is one, else the region alone. */
export function excerptRows({ line, snippet, context, contextStart, life }: Source): ExcerptRow[] {
  const start = context === undefined ? line : contextStart
  const text = (context ?? snippet ?? '').replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (text === '') return []
  const first = line ?? 1
  const told = life.findLast((row) => row.line === line)?.endLine
  const last = told ?? first + (snippet?.replace(/\n$/, '').split('\n').length ?? 1) - 1
  return text.split('\n').map((row, i) => {
    const number = (start ?? 1) + i
    return { number, text: row, marked: number >= first && number <= last }
  })
}
