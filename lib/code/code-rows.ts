import { highlight } from './highlight'
import { type Lexicon, lexiconOf } from './languages'
import type { CodeRow, Token } from './types'

/** Characters of one line that are shown; minified code is one line. */
const LINE_AT_MOST = 2000

interface Source {
  path: string
  line?: number
  endLine?: number
  snippet?: string
  contextStart?: number
  context?: string
}

/** Numbered, marked and coloured lines of what a scan kept: the context, else the region alone. */
export function codeRows({
  path,
  line,
  endLine,
  snippet,
  contextStart,
  context,
}: Source): CodeRow[] {
  const text = (context ?? snippet ?? '').replace(/\r\n?/g, '\n').replace(/\n$/, '')
  if (text === '') return []
  const start = (context === undefined ? line : contextStart) ?? 1
  const first = line ?? 1
  const told = (snippet?.replace(/\n$/, '').split('\n').length ?? 1) - 1
  const last = endLine ?? first + told
  const whole = text.split('\n')
  const lines = whole.map((row) => row.slice(0, LINE_AT_MOST))
  return coloured(lines, lexiconOf(path)).map((tokens, i) => {
    const number = start + i
    const more = (whole[i]?.length ?? 0) - LINE_AT_MOST
    const marked = number >= first && number <= last
    return { number, marked, tokens, ...(more > 0 ? { cut: more } : {}) }
  })
}

/** Lines by the kinds of their tokens; plain where we do not read the language. */
export const coloured = (lines: readonly string[], lexicon: Lexicon | undefined): Token[][] =>
  lexicon ? highlight(lines, lexicon) : lines.map((text) => [{ text }])
