import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { ScanError } from '../errors'
import { spawnGit } from './run'

/** Files larger than this are not read. */
const MAX_BYTES = 1024 * 1024

export type Blob = { bytes: Buffer } | { skip: 'missing' } | { skip: 'large' }

type Waiting = { hash: string; resolve: (blob: Blob) => void; reject: (error: Error) => void }

/**
 * Reads blobs through one `git cat-file --batch`. Answers come in the order asked; a blob that the
 * clone does not have (partial clone) is `missing`, one over `MAX_BYTES` is thrown away as it comes.
 */
export class BlobReader {
  private child: ChildProcessWithoutNullStreams | null = null
  private waiting: Waiting[] = []
  private chunks: Buffer[] = []
  private buffered = 0
  private current: { size: number; keep: boolean; left: number } | null = null
  private failure: Error | null = null

  constructor(
    private readonly gitDir: string,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  read(hash: string): Promise<Blob> {
    if (this.failure) return Promise.reject(this.failure)
    const child = this.start()
    return new Promise((resolve, reject) => {
      this.waiting.push({ hash, resolve, reject })
      child.stdin.write(`${hash}\n`)
    })
  }

  close(): void {
    this.child?.stdin.end()
    this.child = null
  }

  private start(): ChildProcessWithoutNullStreams {
    if (this.child) return this.child
    const child = spawnGit([`--git-dir=${this.gitDir}`, 'cat-file', '--batch'])
    child.stdout.on('data', (chunk: Buffer) => this.take(chunk))
    child.stderr.resume()
    child.stdin.on('error', () => {})
    child.on('error', (error) => this.fail(error))
    child.on('close', () =>
      this.fail(new ScanError('git cat-file ended early; run the scan again.')),
    )
    this.child = child
    return child
  }

  private fail(error: Error): void {
    if (this.child !== null) this.failure = error
    for (const waiter of this.waiting.splice(0)) waiter.reject(error)
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.buffered += chunk.length
    while (this.current === null ? this.header() : this.body());
  }

  private header(): boolean {
    const all = this.all()
    const end = all.indexOf(10)
    if (end < 0) return false
    const [, , size] = all.toString('latin1', 0, end).split(' ')
    this.rest(all.subarray(end + 1))
    if (size === undefined) {
      this.waiting.shift()?.resolve({ skip: 'missing' })
    } else {
      const bytes = Number(size)
      this.current = { size: bytes, keep: bytes <= this.maxBytes, left: bytes + 1 }
    }
    return true
  }

  private body(): boolean {
    const current = this.current
    if (current === null) return false
    if (!current.keep) {
      const all = this.all()
      const drop = Math.min(all.length, current.left)
      current.left -= drop
      this.rest(all.subarray(drop))
      if (current.left > 0) return false
    } else if (this.buffered < current.left) return false
    this.current = null
    if (!current.keep) {
      this.waiting.shift()?.resolve({ skip: 'large' })
      return true
    }
    const all = this.all()
    this.rest(all.subarray(current.left))
    this.waiting.shift()?.resolve({ bytes: all.subarray(0, current.size) })
    return true
  }

  private all(): Buffer {
    const [only] = this.chunks
    if (this.chunks.length === 1 && only) return only
    const all = Buffer.concat(this.chunks, this.buffered)
    this.chunks = [all]
    return all
  }

  private rest(buffer: Buffer): void {
    this.chunks = buffer.length > 0 ? [buffer] : []
    this.buffered = buffer.length
  }
}
