import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeError } from '../errors'

const CHUNK = 4 * 1024 * 1024
const NEWLINE = 10
const TAB = 9

/**
 * An append-only file of `key TAB json` lines with an index of keys in memory. Two processes may
 * append to it: every write is whole lines at the end (O_APPEND), the index is made by reading the
 * file, and a line that a crash or a full disk tore is never handed out.
 */
export class LineStore {
  private readonly fd: number
  private readonly index = new Map<string, { at: number; length: number }>()
  private scanned = 0
  private pending = new Map<string, string>()
  private pendingBytes = 0

  constructor(readonly path: string) {
    try {
      mkdirSync(dirname(path), { recursive: true })
      this.fd = openSync(path, 'a+')
    } catch (error) {
      throw writeError(error, path)
    }
    this.scan()
    if (fstatSync(this.fd).size > this.scanned) this.write('\n')
    this.scan()
  }

  get size(): number {
    return this.index.size
  }

  has(key: string): boolean {
    return this.pending.has(key) || this.index.has(key)
  }

  /** The value last stored, or undefined where there is none or its line is torn. */
  get(key: string): unknown {
    const pending = this.pending.get(key)
    if (pending !== undefined) return JSON.parse(pending)
    const place = this.index.get(key)
    if (place === undefined) return undefined
    const bytes = Buffer.allocUnsafe(place.length)
    readSync(this.fd, bytes, 0, place.length, place.at)
    try {
      return JSON.parse(bytes.toString('utf8'))
    } catch {
      this.index.delete(key)
      return undefined
    }
  }

  /** Stores a JSON text, which is on disk after the next `flush`. */
  put(key: string, json: string): void {
    this.pending.set(key, json)
    this.pendingBytes += json.length
    if (this.pendingBytes > CHUNK) this.flush()
  }

  /** Writes what is pending and reads what came since, from other processes too. */
  flush(): void {
    const lines = [...this.pending].map(([key, json]) => `${key}\t${json}\n`)
    if (lines.length > 0) this.write(lines.join(''))
    this.pending.clear()
    this.pendingBytes = 0
    this.scan()
  }

  close(): void {
    this.flush()
    closeSync(this.fd)
  }

  private write(text: string): void {
    const bytes = Buffer.from(text, 'utf8')
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at)
    } catch (error) {
      throw writeError(error, this.path)
    }
  }

  private scan(): void {
    const end = fstatSync(this.fd).size
    let carry = Buffer.alloc(0)
    for (let at = this.scanned; at < end; ) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at))
      const read = readSync(this.fd, chunk, 0, chunk.length, at)
      if (read === 0) break
      at += read
      const all = Buffer.concat([carry, chunk.subarray(0, read)])
      const used = this.lines(all, at - all.length)
      carry = all.subarray(used)
    }
    this.scanned = end - carry.length
  }

  /** Indexes the whole lines of `bytes`, which stand at `base`; gives how many bytes they take. */
  private lines(bytes: Buffer, base: number): number {
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const tab = bytes.indexOf(TAB, start)
      // JSON values are objects or strings; a line cut short ends otherwise.
      if (tab > start && tab < end) {
        this.index.set(bytes.toString('utf8', start, tab), {
          at: base + tab + 1,
          length: end - tab - 1,
        })
      }
      start = end + 1
    }
    return start
  }
}
