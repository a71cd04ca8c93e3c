import { createHash, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { limits } from '@/lib/sarif/limits'
import { receiveBody } from './receive'

async function* chunks(...parts: Uint8Array[]) {
  yield* parts
}
async function* repeated(part: Uint8Array, times: number) {
  for (let i = 0; i < times; i++) yield part
}
const text = (value: string) => new TextEncoder().encode(value)
const body = text(JSON.stringify({ version: '2.1.0', runs: [] }))
const sha256 = createHash('sha256').update(body).digest('hex')

describe('a body that is kept', () => {
  const packed = gzipSync(body)
  const members = Buffer.concat([gzipSync(body.subarray(0, 9)), gzipSync(body.subarray(9))])
  test.each<[string, Uint8Array[], string?]>([
    ['plain', [body]],
    ['plain, byte by byte', [...body].map((b) => Uint8Array.of(b))],
    ['gzip by its first bytes', [packed]],
    ['gzip by its header', [packed], 'gzip'],
    ['gzip, byte by byte', [...packed].map((b) => Uint8Array.of(b)), 'x-gzip'],
    ['gzip of several members', [members]],
    ['identity', [body], 'identity'],
  ])('%s', async (_, parts, encoding) => {
    const received = await receiveBody(chunks(...parts), encoding)
    expect(received).toMatchObject({ rawBytes: body.length, sha256 })
    expect(new Uint8Array(gunzipSync(received.packed))).toEqual(body)
  })
})

describe('a body that is not kept', () => {
  const packed = gzipSync(randomBytes(100_000))
  const damaged = Buffer.from(packed)
  damaged.fill(0x55, 5000, 5100)
  test.each<[string, Uint8Array[], string | undefined, number, RegExp]>([
    ['nothing', [], undefined, 400, /empty/],
    ['empty gzip', [gzipSync('')], undefined, 400, /empty/],
    ['gzip cut off', [packed.subarray(0, 50_000)], undefined, 400, /too early/],
    ['gzip cut off in its header', [packed.subarray(0, 4)], undefined, 400, /too early/],
    ['damaged gzip', [damaged], undefined, 400, /damaged/],
    ['gzip in gzip', [gzipSync(gzipSync(body))], undefined, 400, /inside gzip/],
    ['plain text that claims gzip', [body], 'gzip', 400, /is not gzip/],
    ['another encoding', [body], 'br', 400, /"br" is not read/],
    ['a gzip bomb', [gzipSync(Buffer.alloc(30_000_000))], undefined, 413, /200 times/],
  ])('%s', async (_, parts, encoding, status, message) => {
    const received = receiveBody(chunks(...parts), encoding)
    await expect(received).rejects.toMatchObject({
      status,
      message: expect.stringMatching(message),
    })
  })

  test('an upload that breaks off', async () => {
    const broken = async function* () {
      yield body
      throw new Error('aborted')
    }
    await expect(receiveBody(broken())).rejects.toMatchObject({ status: 400 })
  })

  test('more than 64 MB packed, counted while it arrives', async () => {
    const member = gzipSync(randomBytes(1_000_000), { level: 0 })
    const received = receiveBody(repeated(member, 70))
    await expect(received).rejects.toMatchObject({ status: 413, message: /64 MB packed/ })
  })

  test('more than 512 MB unpacked, counted while it unpacks', async () => {
    const block = Buffer.alloc(4_000_000)
    randomBytes(40_000).copy(block)
    const member = gzipSync(block)
    expect(block.length / member.length).toBeLessThan(limits.ratio)
    const received = receiveBody(repeated(member, 130))
    await expect(received).rejects.toMatchObject({ status: 413, message: /512 MB unpacked/ })
  })
})
