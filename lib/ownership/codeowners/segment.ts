/** One name in a path, as a pattern asks for it. */
export type Segment =
  /** `**`: any number of directories, none included. */
  | { kind: 'deep' }
  /** `*` alone: any one name. */
  | { kind: 'any' }
  | { kind: 'literal'; text: string }
  | { kind: 'glob'; text: string; tokens: Token[] }
  /** Can match no name: an unclosed `[`. */
  | { kind: 'never'; text: string }

/** A character as itself, `*`, `?`, or a set of characters (GitLab only). */
export type Token = string | { star: true } | { one: true } | CharacterSet

export interface CharacterSet {
  negated: boolean
  ranges: [from: string, to: string][]
}

const STAR: Token = { star: true }
const ONE: Token = { one: true }

export const DEEP: Segment = { kind: 'deep' }
export const ANY: Segment = { kind: 'any' }

/**
 * Reads what stands between two slashes. `*`, `?` and `\x` mean what they mean in gitignore and in
 * fnmatch alike; sets (`[a-z]`) are fnmatch's, for GitLab, and are plain characters without `sets`.
 */
export function readSegment(text: string, sets: boolean): Segment {
  const tokens: Token[] = []
  const chars = Array.from(text)
  for (let i = 0; i < chars.length; i++) {
    const c = chars[i] as string
    if (c === '\\' && i + 1 < chars.length) tokens.push(chars[++i] as string)
    else if (c === '*') {
      if (tokens.at(-1) !== STAR) tokens.push(STAR)
    } else if (c === '?') tokens.push(ONE)
    else if (c === '[' && sets) {
      const set = readSet(chars, i)
      if (!set) return { kind: 'never', text }
      tokens.push(set.set)
      i = set.end
    } else tokens.push(c)
  }
  if (tokens.length === 1 && tokens[0] === STAR) return ANY
  const literal = tokens.every((t) => typeof t === 'string')
  return literal ? { kind: 'literal', text: tokens.join('') } : { kind: 'glob', text, tokens }
}

function readSet(chars: string[], start: number): { set: CharacterSet; end: number } | null {
  let i = start + 1
  const negated = chars[i] === '!' || chars[i] === '^'
  if (negated) i++
  const ranges: [string, string][] = []
  const next = () => (chars[i] === '\\' ? chars[++i] : chars[i])
  for (; i < chars.length && chars[i] !== ']'; i++) {
    const from = next()
    if (from === undefined) return null
    let to: string | undefined = from
    if (chars[i + 1] === '-' && chars[i + 2] !== ']') {
      i += 2
      to = next()
      if (to === undefined) return null
    }
    ranges.push([from, to])
  }
  return chars[i] === ']' ? { set: { negated, ranges }, end: i } : null
}

/**
 * Whether a name is what the tokens say. Going back only ever to the last star is enough and keeps
 * a hostile `*a*a*a*b` at pattern times name, where a regular expression would take exponentially.
 */
export function matchesTokens(tokens: readonly Token[], name: string): boolean {
  const chars = /[\ud800-\udfff]/.test(name) ? Array.from(name) : name
  let t = 0
  let c = 0
  let star = -1
  let resume = 0
  while (c < chars.length) {
    const token = tokens[t]
    if (token === STAR) {
      star = t++
      resume = c
    } else if (token !== undefined && matchesOne(token, chars[c] as string)) {
      t++
      c++
    } else if (star >= 0) {
      t = star + 1
      c = ++resume
    } else return false
  }
  while (tokens[t] === STAR) t++
  return t === tokens.length
}

function matchesOne(token: Token, char: string): boolean {
  if (typeof token === 'string') return token === char
  if ('ranges' in token) {
    return token.negated !== token.ranges.some(([from, to]) => from <= char && char <= to)
  }
  return true
}

export function segmentKey(segment: Segment): string {
  return 'text' in segment ? `${segment.kind}:${segment.text}` : segment.kind
}
