/** What a finding looks like as text: enough to recognise it in a version that nobody parsed. */
export interface TextProbe {
  /** Region's lines with a few around them, and the number of the first. */
  context: { startLine: number; text: string }
  startLine: number
  endLine: number
  /** Enclosing symbol path; empty at file level. */
  symbol: string
}

/** Shorter texts (`retry()`, `try {`) stand in too many places to say anything. */
const SHORTEST = 16

const squeeze = (text: string) => text.replace(/\s+/g, '')

/**
 * Says without parsing whether a version of a file shows a finding, or undefined where only its
 * facts can tell. Searching the text costs a hundredth of a parse, and most versions of a file
 * differ elsewhere.
 *
 * Likely there, when the finding's lines, with as many lines around as make them unique in its own version
 * (white space aside), stand exactly once here and the symbol is still named. Not there, when
 * neither its lines nor its symbol are: no form of the finding (see `IntroductionFinder`) could
 * match then, but for one whose comments changed together with its symbol.
 */
export function textShows(probe: TextProbe, own: string, here: string): boolean | undefined {
  const [there, mine] = [squeeze(here), squeeze(own)]
  const name = lastName(probe.symbol)
  const named = name === '' || there.includes(name)
  const [narrow = '', ...wider] = probes(probe)
  if (narrow.length < SHORTEST) return undefined
  if (!there.includes(narrow)) return named ? undefined : false
  const unique = [narrow, ...wider].find((text) => occurrences(mine, text) === 1)
  const stands = unique !== undefined && named && occurrences(there, unique) === 1
  return stands ? true : undefined
}

/** The finding's lines, then with one more line on both sides each time. */
function probes({ context, startLine, endLine }: TextProbe): string[] {
  const lines = context.text.split('\n')
  const [from, to] = [startLine - context.startLine, endLine - context.startLine + 1]
  const most = Math.max(from, lines.length - to, 0)
  return Array.from({ length: most + 1 }, (_, more) =>
    squeeze(lines.slice(Math.max(from - more, 0), to + more).join('\n')),
  )
}

function lastName(symbol: string): string {
  return symbol.split(/[^\p{L}\p{N}_$]+/u).findLast((part) => part !== '') ?? ''
}

/** Up to two: more need not be told apart. */
function occurrences(text: string, needle: string): 0 | 1 | 2 {
  const first = text.indexOf(needle)
  if (first < 0) return 0
  return text.indexOf(needle, first + 1) < 0 ? 1 : 2
}
