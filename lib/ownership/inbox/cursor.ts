import * as z from 'zod'
import { CursorError } from '@/lib/findings/cursor'
import type { GroupPosition } from './queries'

const Wire = z.tuple([z.int().min(0), z.iso.datetime(), z.string().regex(/^[0-9a-f]{32}$/)])

/** Opaque to clients: base64url of JSON. */
export function encodePosition(row: { count: number; introduced: Date; key: string }): string {
  const wire = [row.count, row.introduced.toISOString(), row.key]
  return Buffer.from(JSON.stringify(wire)).toString('base64url')
}

/** Throws CursorError. */
export function decodePosition(text: string): GroupPosition {
  const wire = Wire.safeParse(parse(text))
  if (!wire.success) throw new CursorError()
  const [count, introduced, key] = wire.data
  return { count, introduced, key }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
