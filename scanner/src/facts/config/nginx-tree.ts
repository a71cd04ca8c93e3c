/** One directive of an nginx configuration; `block` holds what stands in its braces. */
export interface Directive {
  name: string
  args: string[]
  line: number
  endLine: number
  block?: Directive[]
}

interface Token {
  text: string
  line: number
  quoted: boolean
}

function tokens(source: string): Token[] {
  const found: Token[] = []
  let line = 1
  const pattern =
    /\n|[^\S\n]+|#[^\n]*|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|[{};]|(?:\$\{[^}\n]*\}|\\.|[^\s{};"'#]|(?<=\S)[#"'])+/g
  for (const match of source.matchAll(pattern)) {
    const [text] = match
    const inner = match[1] ?? match[2]
    const skip = /^\s/.test(text) || (inner === undefined && text.startsWith('#'))
    if (!skip) found.push({ text: inner ?? text, line, quoted: inner !== undefined })
    line += text.split('\n').length - 1
  }
  return found
}

/** Directives of an nginx configuration. Tolerant: what does not close ends with the file. */
export function nginxDirectives(source: string): Directive[] {
  const all = tokens(source)
  let at = 0
  const read = (): Directive[] => {
    const found: Directive[] = []
    let words: Token[] = []
    while (at < all.length) {
      const token = all[at++]
      if (!token) break
      const sign = token.quoted ? '' : token.text
      if (sign === '}') break
      if (sign !== ';' && sign !== '{') {
        words.push(token)
        continue
      }
      const [first, ...rest] = words
      words = []
      const block = sign === '{' ? read() : undefined
      if (!first) continue
      const endLine = all[at - 1]?.line ?? token.line
      const args = rest.map(({ text }) => text)
      found.push({ name: first.text, args, line: first.line, endLine, ...(block ? { block } : {}) })
    }
    return found
  }
  return read()
}
