import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { codeOf } from '@/lib/http/database-away'
import { limits } from '@/lib/sarif/limits'
import { UploadError } from './upload-error'

/** A body as it will be stored. */
export interface Received {
  /** gzip, however it came. */
  packed: Buffer
  rawBytes: number
  /** sha256 of the unpacked bytes, hex. */
  sha256: string
}

type Chunks = AsyncIterable<Uint8Array>

/**
 * Takes a body in while it arrives, gzip (also of several members) or not, and stops at the caps
 * before and after unpacking. Throws UploadError: 413 too large, 400 for a body that is empty,
 * ends too early or is not what Content-Encoding says.
 */
export async function receiveBody(body: Chunks, contentEncoding = ''): Promise<Received> {
  const { isGzip, chunks } = await peek(body)
  const encoding = contentEncoding.trim().toLowerCase()
  if (!/^(identity|gzip|x-gzip)?$/.test(encoding)) {
    throw new UploadError(400, `Content-Encoding "${encoding}" is not read; send gzip or nothing.`)
  }
  if (encoding.endsWith('gzip') && !isGzip) {
    throw new UploadError(400, 'Content-Encoding says gzip, the body is not gzip.')
  }
  const packed = new Packed()
  const raw = new Raw(isGzip ? packed : undefined)
  try {
    if (isGzip) {
      const gunzip = createGunzip({ chunkSize: 1 << 18 })
      await pipeline(
        chunks,
        (c: Chunks) => packed.keep(c),
        gunzip,
        (c: Chunks) => drain(raw.meter(c)),
      )
    } else {
      const gzip = createGzip({ level: 3 })
      await pipeline(
        chunks,
        (c: Chunks) => raw.meter(c),
        gzip,
        (c: Chunks) => drain(packed.keep(c)),
      )
    }
  } catch (error) {
    throw translated(error)
  }
  if (raw.bytes === 0) {
    throw new UploadError(400, 'The body is empty; send the SARIF file as the body.')
  }
  return {
    packed: Buffer.concat(packed.chunks),
    rawBytes: raw.bytes,
    sha256: raw.hash.digest('hex'),
  }
}

/** The packed side: kept, up to the cap. */
class Packed {
  readonly chunks: Uint8Array[] = []
  bytes = 0

  async *keep(source: Chunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.bytes += chunk.length
      if (this.bytes > limits.packedBytes) {
        throw new UploadError(413, 'The body is larger than 64 MB packed; split it by tool.')
      }
      this.chunks.push(chunk)
      yield chunk
    }
  }
}

/** The unpacked side: counted and hashed, up to the caps. */
class Raw {
  readonly hash = createHash('sha256')
  bytes = 0

  constructor(private readonly packed: Packed | undefined) {}

  async *meter(source: Chunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (this.bytes === 0 && this.packed && chunk[0] === 0x1f && chunk[1] === 0x8b) {
        throw new UploadError(400, 'The body is gzip inside gzip; pack it once.')
      }
      this.bytes += chunk.length
      this.hash.update(chunk)
      if (this.bytes > limits.unpackedBytes) {
        throw new UploadError(413, 'The body is larger than 512 MB unpacked; split it by tool.')
      }
      if (this.packed && this.bytes > limits.ratioFromBytes) {
        if (this.bytes > limits.ratio * this.packed.bytes) {
          throw new UploadError(
            413,
            `The body unpacks to more than ${limits.ratio} times its size.`,
          )
        }
      }
      yield chunk
    }
  }
}

/** Whether a body begins with gzip's magic bytes, and the body whole again. */
async function peek(body: Chunks): Promise<{ isGzip: boolean; chunks: Chunks }> {
  const iterator = body[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  try {
    while (head.length < 2) {
      const { done, value } = await iterator.next()
      if (done) break
      head = Buffer.concat([head, value])
    }
  } catch (error) {
    throw translated(error)
  }
  const chunks = async function* () {
    if (head.length > 0) yield head
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { isGzip: head[0] === 0x1f && head[1] === 0x8b, chunks: chunks() }
}

async function drain(chunks: Chunks): Promise<void> {
  for await (const _ of chunks) {
    // Only counting.
  }
}

function translated(error: unknown): unknown {
  if (error instanceof UploadError) return error
  const code = codeOf(error)
  if (code === 'Z_BUF_ERROR') {
    return new UploadError(400, 'The gzip ends too early; the upload was cut off. Send it again.')
  }
  if (code.startsWith('Z_')) return new UploadError(400, 'The gzip is damaged; pack it again.')
  return new UploadError(400, 'The upload ended before the body was complete; send it again.')
}
