import { hashOf } from '@/lib/db/ids'

const unstorable = /[\0\p{Cs}]/u
const everyUnstorable = /[\0\p{Cs}]/gu

/**
 * U+0000 and halves of surrogate pairs become U+FFFD. PostgreSQL refuses the first and silently
 * changes the second, so that a hash made here and one made in SQL would differ.
 */
export function storable(text: string): string {
  return unstorable.test(text) ? text.replace(everyUnstorable, '\uFFFD') : text
}

/** At most `most` UTF-16 units, with a mark that says how much is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = wellFormedPrefix(text, most)
  return `${kept}… [cut: ${text.length - kept.length} more characters]`
}

/** At most `most` UTF-16 units, still telling apart names that differ after the cut. */
export function cutName(text: string, most: number): string {
  if (text.length <= most) return text
  return `${wellFormedPrefix(text, most - 14)}…${hashOf(text).toString('hex').slice(0, 12)}`
}

function wellFormedPrefix(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

/**
 * A copy of JSON that is safe to store as jsonb and to spread: strings and keys storable, numbers
 * finite, no `__proto__` key, nothing below `depth` levels.
 */
export function storableJson(value: unknown, depth = 20): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.map((item) => storableJson(item, depth - 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [storable(key), storableJson(item, depth - 1)]),
  )
}
