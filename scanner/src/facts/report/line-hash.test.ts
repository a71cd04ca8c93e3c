import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LineHasher } from './line-hash'

const shared = new URL(
  '../../../../../shared/data/sarif/github+codeql-action/src/testdata/fingerprinting.expected.sarif',
  import.meta.url,
)

function hashes(source: string): string[] {
  const hasher = new LineHasher(source)
  return source.split(/\r\n|\r|\n/).map((_, at) => hasher.hash(at + 1))
}

describe('primaryLocationLineHash', () => {
  // Expected values are those that github/codeql-action computes for the same texts.
  it('matches the reference for short texts', () => {
    expect(hashes('')).toEqual(['c129715d7a2bc9a3:1'])
    expect(hashes(' a\nb\n  \t\tc\n d')).toEqual([
      '271789c17abda88f:1',
      '54703d4cd895b18:1',
      '180aee12dab6264:1',
      'a23a3dc5e078b07b:1',
    ])
  })

  it('counts equal windows, also where the end of the file cuts them short', () => {
    expect(hashes('Lorem ipsum dolor sit amet.\n'.repeat(10))).toEqual([
      'a7f2ff13bc495cf2:1',
      'a7f2ff13bc495cf2:2',
      'a7f2ff13bc495cf2:3',
      'a7f2ff13bc495cf2:4',
      'a7f2ff13bc495cf2:5',
      'a7f2ff13bc495cf2:6',
      'a7f2ff1481e87703:1',
      'a9cf91f7bbf1862b:1',
      '55ec222b86bcae53:1',
      'cc97dc7b1d7d8f7b:1',
      'c129715d7a2bc9a3:1',
    ])
  })

  it('does not see white space nor the kind of line end', () => {
    const unix = hashes('a;\nb\n\n\n c\n')
    expect(hashes('\ta; \r\nb\r\n\r\n\r\n  c\r\n')).toEqual(unix)
    expect(hashes('a;\rb\r\r\rc\r')).toEqual(unix)
  })

  it.skipIf(!existsSync(shared))('matches the reference SARIF beside the checkout', () => {
    const { runs } = JSON.parse(readFileSync(shared, 'utf8'))
    const source = ['a', 'b', 'c', 'd'].map((name) => `var ${name} = 0;\n`).join('')
    const expected = runs[0].results[0].partialFingerprints.primaryLocationLineHash
    expect(new LineHasher(source).hash(1)).toBe(expected)
  })
})
