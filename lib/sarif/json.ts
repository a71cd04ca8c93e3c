import { limits } from './limits'
import type { Note } from './read-log'

export type Parsed = { value: unknown; refused?: undefined } | { refused: Note }

/**
 * Reads JSON as `JSON.parse` does over strictly decoded UTF-8 (a BOM is allowed), and refuses
 * nesting deeper than `limits.depth`. Never throws; every refusal says what to do.
 */
export function parseJson(body: Uint8Array): Parsed {
  if (body.length === 0) return refuse('the body is empty; send the SARIF file itself as the body')
  if (body.length > limits.unpackedBytes) {
    return refuse('the file is larger than 512 MB; split it by tool, or leave code flows out')
  }
  if (nestsDeeperThan(body, limits.depth)) {
    return refuse(`JSON nested deeper than ${limits.depth} levels is not read`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return refuse(`not UTF-8${hintOf(body)}; SARIF is JSON in UTF-8`)
  }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const where = error instanceof Error ? placeOf(error.message, text) : ''
    return refuse(`not JSON${where}${hintOf(body)}; send the SARIF file as the tool wrote it`)
  }
}

function refuse(reason: string): Parsed {
  return { refused: { reason, pointer: '' } }
}

/** Counts brackets outside of strings; reading bytes is safe, as UTF-8 never reuses ASCII. */
function nestsDeeperThan(body: Uint8Array, most: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > most) return true
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return false
}

/** V8 names the character offset of a syntax error; people look for lines. */
function placeOf(message: string, text: string): string {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position === undefined) return /end of JSON/.test(message) ? ' (it ends too early)' : ''
  const before = text.slice(0, Number(position))
  const line = before.split('\n').length
  return ` (line ${line}, column ${before.length - before.lastIndexOf('\n')})`
}

const beginnings: [number[], string][] = [
  [[0x1f, 0x8b], ': it is gzip inside gzip, pack it once'],
  [[0x50, 0x4b, 0x03, 0x04], ': it is a zip archive, send the file inside it'],
  [[0xff, 0xfe], ': it is UTF-16, save it as UTF-8'],
  [[0xfe, 0xff], ': it is UTF-16, save it as UTF-8'],
  [[0x3c], ': it begins like XML or HTML'],
  [[0x2d, 0x2d], ': it is a form upload, use `curl --data-binary @file` instead of -F'],
]

function hintOf(body: Uint8Array): string {
  const match = beginnings.find(([bytes]) => bytes.every((byte, i) => body[i] === byte))
  return match ? match[1] : ''
}
