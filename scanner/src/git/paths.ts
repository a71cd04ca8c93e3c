import { isUtf8 } from 'node:buffer'

const ESCAPE = 0xdc00
const LONE = /\p{Surrogate}/u

/**
 * A git path as a string, without loss: bytes that are not UTF-8 become lone surrogates
 * U+DC80…U+DCFF, as Python's `surrogateescape` (PEP 383) does.
 */
export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  let path = ''
  let at = 0
  while (at < bytes.length) {
    const length = [1, 2, 3, 4].find(
      (n) => at + n <= bytes.length && isUtf8(bytes.subarray(at, at + n)),
    )
    if (length === undefined) {
      path += String.fromCharCode(ESCAPE + (bytes[at] ?? 0))
      at += 1
    } else {
      path += bytes.toString('utf8', at, at + length)
      at += length
    }
  }
  return path
}

/** The bytes git knows the path by; the inverse of `decodePath`. */
export function encodePath(path: string): Buffer {
  if (!LONE.test(path)) return Buffer.from(path, 'utf8')
  const parts: Buffer[] = []
  for (const char of path) {
    const code = char.codePointAt(0) ?? 0
    const escaped = code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff
    parts.push(escaped ? Buffer.from([code - ESCAPE]) : Buffer.from(char, 'utf8'))
  }
  return Buffer.concat(parts)
}

const SAFE = /[A-Za-z0-9\-._~]/

/** Relative URI reference of a path: percent-encoded per segment, by bytes (RFC 3986). */
export function pathUri(path: string): string {
  if (/^[A-Za-z0-9\-._~/]*$/.test(path)) return path
  let uri = ''
  for (const byte of encodePath(path)) {
    const char = String.fromCharCode(byte)
    if (char === '/' || SAFE.test(char)) uri += char
    else uri += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return uri
}

/** The path for a human: what cannot be shown is replaced. */
export function displayPath(path: string): string {
  return path.replace(/\p{Surrogate}/gu, '\ufffd')
}
