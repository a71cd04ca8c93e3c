/** A value of front matter with the line it stands on. */
export interface FrontValue {
  line: number
  values: string[]
}

const FENCE = /^---\s*$/
const KEY = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/

/**
 * The keys of a Markdown file's front matter: scalars, `[a, b]` and `- a` lists of scalars, which is
 * what decision records use of YAML. Anything else is left out, never guessed.
 */
export function frontMatter(text: string): Map<string, FrontValue> {
  const found = new Map<string, FrontValue>()
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (!FENCE.test(lines[0] ?? '')) return found
  const end = lines.findIndex((line, i) => i > 0 && FENCE.test(line))
  if (end < 0) return found
  let open: FrontValue | undefined
  for (const [i, line] of lines.slice(1, end).entries()) {
    const item = /^\s*-\s+(.*)$/.exec(line)
    if (item && open) {
      open.values.push(...scalar(item[1] ?? ''))
      continue
    }
    const key = KEY.exec(line)
    if (!key) continue
    open = { line: i + 2, values: valuesOf(key[2] ?? '') }
    found.set((key[1] ?? '').toLowerCase(), open)
  }
  return found
}

function valuesOf(text: string): string[] {
  const plain = withoutComment(text)
  const list = /^\[(.*)\]$/.exec(plain)
  return list ? splitOutside(list[1] ?? '').flatMap(scalar) : scalar(plain)
}

/** Commas inside quotes and brackets part nothing. */
export function splitOutside(text: string): string[] {
  return text.match(/(?:"[^"]*"|'[^']*'|\([^)]*\)|[^,"'(])+|["'(]/g) ?? []
}

function scalar(text: string): string[] {
  const plain = withoutComment(text)
  const value = unquoted(plain)
  return value === '' || value === 'null' || value === '~' ? [] : [value]
}

/** Without the quotes around the whole of it. */
export function unquoted(text: string): string {
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(text.trim())
  return (quoted ? (quoted[1] ?? quoted[2] ?? '') : text).trim()
}

/** A `#` between quotes begins no comment. */
function withoutComment(text: string): string {
  const plain = text.trim()
  return plain.replace(/^["']/.test(plain) ? /\s#[^"']*$/ : /(^|\s)#.*$/, '').trim()
}
