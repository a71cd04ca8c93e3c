import { describe, expect, it } from 'vitest'
import { LineHasher } from './line-hash'

describe('primaryLocationLineHash', () => {
  it('matches values computed by the reference implementation for short texts', () => {
    // Values as the tests of codeql-action's fingerprints have them.
    expect(new LineHasher('').hash(1)).toBe('c129715d7a2bc9a3:1')
    expect(new LineHasher(' a\nb\n  \t\tc\n d').hash(1)).toBe('271789c17abda88f:1')
  })

  it('does not see white space nor the kind of line end', () => {
    expect(new LineHasher('a\r\nb\r\n').hash(2)).toBe(new LineHasher('\t a \n b\n').hash(2))
  })

  it('counts equal lines', () => {
    const line = `${'x'.repeat(120)}\n`
    const hasher = new LineHasher(line.repeat(3))
    expect(hasher.hash(1).replace(/:\d+$/, '')).toBe(hasher.hash(2).replace(/:\d+$/, ''))
  })
})
