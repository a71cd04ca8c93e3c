import { createHash } from 'node:crypto'

/** sha256 over length-prefixed parts, so that no two lists of parts run together. */
export function hashOf(...parts: (string | number | null | undefined)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) {
    const text = part == null ? '' : String(part)
    hash.update(part == null ? '-;' : `${Buffer.byteLength(text)};`).update(text)
  }
  return hash.digest()
}

/**
 * A UUID (version 8) that depends on its parts alone. The same thing gets the same id whenever and
 * however often it arrives, which makes ingest convergent without look-ups.
 */
export function uuidOf(...parts: (string | number | null | undefined)[]): string {
  const bytes = hashOf(...parts).subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
