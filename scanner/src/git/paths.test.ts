import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePath, displayPath, encodePath, pathUri } from './paths'

describe('paths', () => {
  it('keep every byte, UTF-8 or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const path = Buffer.from(bytes)
        expect(encodePath(decodePath(path))).toEqual(path)
      }),
    )
  })

  it('become URIs by their bytes, segment by segment', () => {
    expect(pathUri(decodePath(Buffer.from([0x61, 0xff, 0x2f, 0x20, 0x0a])))).toBe('a%FF/%20%0A')
    expect(pathUri('src/app/[id]/page.tsx')).toBe('src/app/%5Bid%5D/page.tsx')
  })

  it('can always be shown', () => {
    expect(displayPath(decodePath(Buffer.from([0x61, 0xff])))).toBe('a\ufffd')
  })
})
