import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseJson } from './json'
import { limits } from './limits'
import { bytes, noSharedData, sharedData } from './testing'

describe.skipIf(noSharedData)('JSON (../shared/data/json-test-suite)', () => {
  const folder = path.join(sharedData, 'json-test-suite')
  const files = noSharedData
    ? []
    : ['test_parsing', 'test_transform'].flatMap((sub) =>
        readdirSync(path.join(folder, sub)).map((name) => path.join(folder, sub, name)),
      )

  test('accepts and refuses exactly as JSON.parse over strict UTF-8 does', () => {
    expect(files.length).toBeGreaterThan(300)
    for (const file of files) {
      const body = readFileSync(file)
      const { refused } = parseJson(body)
      expect(refused === undefined, path.basename(file)).toBe(oracle(body))
    }
  })
})

function oracle(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return true
  } catch {
    return false
  }
}

const reason = (body: Uint8Array) => parseJson(body).refused?.reason

describe('parseJson', () => {
  test('takes a BOM', () => {
    expect(parseJson(bytes('\uFEFF{"a":1}'))).toEqual({ value: { a: 1 } })
  })

  test.each([
    ['nothing', '', /is empty/],
    ['an unclosed object', '{"a":', /ends too early|line 1/],
    ['a trailing comma', '{\n  "a": 1,\n}', /line 3, column 1/],
    ['XML', '<sarif/>', /XML or HTML/],
    ['a form upload', '--b\r\nContent-Disposition: form-data', /--data-binary/],
  ])('refuses %s and says what to do', (_, text, expected) => {
    expect(reason(bytes(text))).toMatch(expected)
  })

  test.each([
    ['UTF-16', [0xff, 0xfe, 0x7b, 0], /UTF-16/],
    ['a zip archive', [0x50, 0x4b, 3, 4, 0xff], /zip/],
    ['Latin 1', [0x22, 0xe9, 0x22], /not UTF-8/],
  ])('refuses %s and says what it is', (_, body, expected) => {
    expect(reason(Uint8Array.from(body))).toMatch(expected)
  })

  test('counts nesting outside of strings only', () => {
    const nested = (n: number) => bytes('['.repeat(n) + ']'.repeat(n))
    expect(reason(nested(limits.depth))).toBeUndefined()
    expect(reason(nested(limits.depth + 1))).toMatch(/deeper/)
    expect(reason(nested(1_000_000))).toMatch(/deeper/)
    expect(reason(bytes(JSON.stringify(`\\"${'['.repeat(5000)}`)))).toBeUndefined()
  })
})
