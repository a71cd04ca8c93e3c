import { hash } from 'node:crypto'

type Part = string | number | null | undefined

/** Each part with its length before it, so that no two lists of parts run together. */
function framed(parts: readonly Part[]): string {
  let text = ''
  for (const part of parts) {
    const own = part == null ? '' : String(part)
    text += part == null ? '-;' : `${Buffer.byteLength(own)};${own}`
  }
  return text
}

/** sha256 over parts. */
export function hashOf(...parts: Part[]): Buffer {
  return hash('sha256', framed(parts), 'buffer')
}

/**
 * A UUID (version 8) that depends on its parts alone. The same thing gets the same id whenever and
 * however often it arrives, which makes ingest convergent without look-ups.
 */
export function uuidOf(...parts: Part[]): string {
  const hex = hash('sha256', framed(parts))
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
