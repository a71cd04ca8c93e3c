export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold'; content: Inline[] }
  | { kind: 'emphasis'; content: Inline[] }
  | { kind: 'link'; href: string; content: Inline[] }

const PATTERNS: [RegExp, (match: RegExpExecArray) => Inline | undefined][] = [
  [/^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/, (m) => ({ kind: 'code', text: (m[2] ?? '').trim() })],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (m) => ({ kind: 'bold', content: parseInline(m[1] ?? '') })],
  [
    /^\*(?=[^\s*])([^*]*?[^\s*])\*(?!\*)/,
    (m) => ({ kind: 'emphasis', content: parseInline(m[1] ?? '') }),
  ],
  [/^\[([^\]]{0,1000})\]\(([^()\s]+(?:\([^()\s]*\))?)\)/, (m) => linkOf(m[1] ?? '', m[2] ?? '')],
  [/^<(https?:\/\/[^\s<>]+)>/i, (m) => linkOf(m[1] ?? '', m[1] ?? '')],
]

/** Code, bold, emphasis and links within one line of Markdown. */
export function parseInline(source: string): Inline[] {
  const result: Inline[] = []
  let text = ''
  let i = 0
  while (i < source.length) {
    const found = matchAt(source.slice(i))
    if (found) {
      if (text) result.push({ kind: 'text', text })
      text = ''
      result.push(found.inline)
      i += found.length
    } else {
      // A backslash takes the meaning from the sign after it.
      if (source[i] === '\\' && /[\\`*_[\]()<>#.!-]/.test(source[i + 1] ?? '')) i += 1
      // A run of backticks that opens nothing is taken whole: its parts would be looked for again.
      const plain = (source[i] === '`' && backticksAt(source, i)) || (source[i] ?? '')
      text += plain
      i += plain.length
    }
  }
  if (text) result.push({ kind: 'text', text })
  return result
}

function backticksAt(source: string, from: number): string {
  let to = from
  while (source[to] === '`') to += 1
  return source.slice(from, to)
}

function matchAt(rest: string): { inline: Inline; length: number } | undefined {
  if (!/^[`*[<]/.test(rest)) return undefined
  for (const [pattern, make] of PATTERNS) {
    const match = pattern.exec(rest)
    const inline = match && make(match)
    if (inline) return { inline, length: match[0].length }
  }
  return undefined
}

/** Only to the web: `javascript:`, `data:` and the like stay text. */
function linkOf(text: string, href: string): Inline | undefined {
  const safe = webUrl(href)
  if (!safe) return undefined
  const content: Inline[] = text === href ? [{ kind: 'text', text }] : parseInline(text)
  return { kind: 'link', href: safe, content }
}

/** The address when it is http or https, else nothing. */
export function webUrl(href: string | undefined): string | undefined {
  if (!href || !URL.canParse(href)) return undefined
  const url = new URL(href)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
}
