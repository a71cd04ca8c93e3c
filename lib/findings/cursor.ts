import * as z from 'zod'

/** Where a page ended, by what lists are ordered by. */
export interface Position {
  /** First key of lists ordered by a text; empty in others. */
  text: string
  /** Worst-case attempts, unbounded as infinity, unknown as −1; 0 in lists not ordered by them. */
  attempts: number
  /** Start of the finding, ms; 0 in lists not ordered by it. */
  since: number
  path: string
  id: string
}

/** A cursor that this server did not make. */
export class CursorError extends RangeError {
  readonly allowed = 'is not one that this server gave; leave it out to begin at the first page'

  constructor() {
    super('not a cursor of this server')
    this.name = 'CursorError'
  }
}

const Wire = z.tuple([
  z.string(),
  z.union([z.number(), z.literal('unbounded')]),
  z.int(),
  z.string(),
  z.uuid(),
])

/** Opaque to clients: base64url of JSON. */
export function encodeCursor({ text, attempts, since, path, id }: Position): string {
  const wire = [
    text,
    attempts === Number.POSITIVE_INFINITY ? 'unbounded' : attempts,
    since,
    path,
    id,
  ]
  return Buffer.from(JSON.stringify(wire)).toString('base64url')
}

/** Throws CursorError. */
export function decodeCursor(text: string): Position {
  const wire = Wire.safeParse(parse(text))
  if (!wire.success || encoded(text) !== text) throw new CursorError()
  const [first, attempts, since, path, id] = wire.data
  if (path.includes('\0') || first.includes('\0')) throw new CursorError()
  return {
    text: first,
    attempts: attempts === 'unbounded' ? Number.POSITIVE_INFINITY : attempts,
    since,
    path,
    id,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** What the bytes of a cursor are written as; other spellings of it are refused. */
const encoded = (text: string) => Buffer.from(text, 'base64url').toString('base64url')
