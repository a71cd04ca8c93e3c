import type { Lexicon } from './languages'
import type { Token, TokenClass } from './types'

const NUMBER = /(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)[a-zA-Z]*/y
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy
const PLAIN = /[^\p{L}\p{N}_$]/uy

/** Something that is open at the end of a line and goes on in the next. */
interface Open {
  until: string
  is: TokenClass
}

/**
 * Colours lines by the kinds of their tokens. Not a parser: it knows comments, strings, numbers
 * and keywords, and the text of the tokens of a line is the line again, whatever it holds.
 */
export function highlight(lines: readonly string[], lexicon: Lexicon): Token[][] {
  const whole = highlightFrom(lines, lexicon, beginning(lines, lexicon))
  // Code cut out of a file may begin inside a string: then the first quote ends it, and taking it
  // for a beginning leaves one open at the end.
  const { open } = whole
  if (open?.is !== 's') return whole.tokens
  const inside = highlightFrom(lines, lexicon, open)
  return inside.open ? whole.tokens : inside.tokens
}

/** A comment that was begun before the first line, which its end gives away. */
function beginning(lines: readonly string[], { blocks }: Lexicon): Open | undefined {
  const text = lines.join('\n')
  const block = blocks.find(([from, to]) => {
    const end = text.indexOf(to)
    return end >= 0 && !text.slice(0, end).includes(from)
  })
  return block && { until: block[1], is: 'c' }
}

function highlightFrom(lines: readonly string[], lexicon: Lexicon, begin: Open | undefined) {
  let open = begin
  const tokens = lines.map((line) => {
    const tokens: Token[] = []
    let at = 0
    const push = (to: number, is?: TokenClass) => {
      if (to <= at) return
      const last = tokens.at(-1)
      const text = line.slice(at, to)
      if (last && last.is === is) last.text += text
      else tokens.push(is ? { text, is } : { text })
      at = to
    }
    while (at < line.length) {
      if (open) {
        const end = closing(line, at, open)
        push(end < 0 ? line.length : end, open.is)
        if (end >= 0) open = undefined
        continue
      }
      const begun = opening(line, at, lexicon)
      if (begun === 'comment') push(line.length, 'c')
      else if (begun) {
        const from = at + begun.length
        const end = closing(line, from, begun)
        if (end < 0 && begun.long) open = begun
        push(end < 0 ? line.length : end, begun.is)
      } else {
        const { to, is } = simple(line, at, lexicon)
        push(to, is)
      }
    }
    return tokens
  })
  return { tokens, open }
}

type Begun = Open & { length: number; long: boolean }

function opening(line: string, at: number, lexicon: Lexicon): Begun | 'comment' | undefined {
  if (lexicon.line.some((mark) => line.startsWith(mark, at))) return 'comment'
  const block = lexicon.blocks.find(([mark]) => line.startsWith(mark, at))
  if (block) return { until: block[1], is: 'c', length: block[0].length, long: true }
  const long = lexicon.longQuotes.find((mark) => line.startsWith(mark, at))
  if (long) return { until: long, is: 's', length: long.length, long: true }
  const quote = lexicon.quotes.find((mark) => line.startsWith(mark, at))
  return quote ? { until: quote, is: 's', length: 1, long: false } : undefined
}

/** Where it ends, after its end mark; −1 where it does not end on this line. */
function closing(line: string, from: number, { until, is }: Open): number {
  for (let at = from; at < line.length; at += 1) {
    if (is === 's' && line[at] === '\\') at += 1
    else if (line.startsWith(until, at)) return at + until.length
  }
  return -1
}

function simple(line: string, at: number, lexicon: Lexicon): { to: number; is?: TokenClass } {
  const word = matchAt(WORD, line, at)
  if (word) {
    const to = at + word.length
    if (lexicon.keywords.has(word)) return { to, is: 'k' }
    return line[to] === '(' ? { to, is: 'f' } : { to }
  }
  const number = matchAt(NUMBER, line, at)
  if (number) return { to: at + number.length, is: 'n' }
  return { to: at + (matchAt(PLAIN, line, at)?.length ?? 1) }
}

function matchAt(pattern: RegExp, line: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(line)?.[0]
}
