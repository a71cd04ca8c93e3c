/**
 * `primaryLocationLineHash` as github/codeql-action computes it (src/fingerprints.ts): a rolling
 * polynomial of the 100 characters from the line's start, without spaces and tabs, line ends as
 * LF, 65535 at the end of the file and zeros after it, plus a counter of equal hashes so far.
 */
const WINDOW = 100
const BASE = 37n
const END = '\uffff'

export class LineHasher {
  readonly #text: string
  readonly #starts: number[] = []

  constructor(source: string) {
    let text = ''
    let lineStart = true
    let afterReturn = false
    for (const part of source.split(/([ \t\r\n])/)) {
      if (part === '') continue
      if (part === ' ' || part === '\t' || (afterReturn && part === '\n')) {
        afterReturn = false
        continue
      }
      afterReturn = part === '\r'
      if (lineStart) this.#starts.push(text.length)
      lineStart = part === '\r' || part === '\n'
      text += lineStart ? '\n' : part
    }
    if (lineStart) this.#starts.push(text.length)
    this.#text = text + END
  }

  /** Hash of a line, counted from 1. */
  hash(line: number): string {
    const start = this.#starts[line - 1]
    if (start === undefined) return ''
    const window = this.#text.slice(start, start + WINDOW)
    let value = 0n
    for (let at = 0; at < WINDOW; at++) {
      value = BigInt.asUintN(
        64,
        value * BASE + BigInt(at < window.length ? window.charCodeAt(at) : 0),
      )
    }
    let count = 0
    for (const other of this.#starts) {
      if (other > start) break
      if (this.#text.startsWith(window, other) && this.#fits(other, window.length)) count++
    }
    return `${value.toString(16)}:${count}`
  }

  /** A window cut short by the end of the file equals only another that ends there. */
  #fits(start: number, length: number): boolean {
    return Math.min(this.#text.length - start, WINDOW) === length
  }
}
