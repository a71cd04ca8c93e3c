import { createHash, randomBytes } from 'node:crypto'

/** How every token begins, so that scanners of secrets can know one. */
const BEGIN = 'plb_'
/** Characters that are kept and shown. */
const PREFIX = BEGIN.length + 8

/** A token nobody can guess (256 bits), what is kept of it, and what is shown of it later. */
export function newToken(): { token: string; hash: Buffer; prefix: string } {
  const token = BEGIN + randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token), prefix: token.slice(0, PREFIX) }
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
