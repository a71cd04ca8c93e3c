import type { Ask } from './anchors/anchor'

const LONGEST = 40

interface Wording {
  anchor: string
  says: string
  asks?: readonly Ask[]
  leaves?: string
}

/** A value short enough for a shape: last part of a constant, or `…` for what is computed. */
function short(value: string): string {
  const text = value
    .replace(/\s+/g, ' ')
    .replace(/\.class$/, '')
    .replace(/^(['"`])([^'"`]*)\1$/, '$2')
    .trim()
  if (/^[\w.]+$/.test(text) && !/^[\d.]+$/.test(text)) return text.slice(text.lastIndexOf('.') + 1)
  return text.length <= LONGEST ? text : '…'
}

/** Groups alike decisions: the anchor and those of its options that change its meaning. */
export function shapeOf(row: Wording, options: ReadonlyMap<string, string>): string {
  const stated: string[] = []
  for (const { option, shape } of row.asks ?? []) {
    const value = options.get(option)
    if (value === undefined || shape === 'none') continue
    stated.push(shape === 'set' ? option : `${option}=${short(value)}`)
  }
  return stated.length > 0 ? `${row.anchor}(${stated.join(', ')})` : row.anchor
}

/** One sentence: what is decided, which options are stated and what is left open. */
export function sentence(
  row: Wording,
  options: ReadonlyMap<string, string>,
  detail: string = '',
): string {
  const parts = [`${row.says}${detail}`]
  const open: string[] = []
  const labels = new Set<string>()
  for (const { option, label } of row.asks ?? []) {
    const value = options.get(option)
    if (value !== undefined) {
      const said = short(value)
      parts.push(`${label} ${/^[{[…]/.test(said) ? 'stated' : said}`)
      labels.add(label)
    }
  }
  for (const { label, quiet } of row.asks ?? []) {
    if (!quiet && !labels.has(label) && !open.includes(label)) open.push(label)
  }
  if (open.length > 0) parts.push(`${list(open)} not stated`)
  if (row.leaves) parts.push(row.leaves)
  return parts.join(', ')
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
