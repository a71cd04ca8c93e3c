import { describe, expect, test } from 'vitest'
import { withoutVolatile } from './fingerprints'
import { readOne, result, sarif } from './testing'

const withCode = (text: string, line = 3) => ({
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: 'a' },
        region: { startLine: line, snippet: { text } },
      },
    },
  ],
})
const read = (more: Record<string, unknown>) => readOne(sarif([result('a', more)]))

describe('what a finding is known by', () => {
  test('code, whatever its indentation and line', () => {
    const a = read(withCode('  if (x) {\n    y()\n  }', 3))
    const b = read(withCode('if (x) {\n\ty() }', 90))
    expect(b.form).toBe(a.form)
    expect(b.content).toBe(a.content)
    expect(read(withCode('if (x) { z() }')).form).not.toBe(a.form)
  })

  test('partial fingerprints, in any order', () => {
    const a = read({ partialFingerprints: { p: '1', primaryLocationLineHash: 'abc:1' } })
    const b = read({ partialFingerprints: { primaryLocationLineHash: 'abc:1', p: '1' } })
    const second = read({ partialFingerprints: { p: '1', primaryLocationLineHash: 'abc:2' } })
    expect(b.form).toBe(a.form)
    expect(second.form).not.toBe(a.form)
    expect(second.content).toBe(a.content)
    expect(a.toolIdentity).toBeUndefined()
  })

  test('fingerprints are the identity, also nested ones', () => {
    const a = read({ fingerprints: { 'id/v1': 'x', nested: { b: [1] } } })
    expect(a.toolIdentity).toMatch(/^[0-9a-f]{64}$/)
    expect(read({ fingerprints: { 'id/v1': 'y' } }).toolIdentity).not.toBe(a.toolIdentity)
  })

  test('our own are taken as they are', () => {
    const partialFingerprints = {
      'plumbline/site/v1': 'site',
      'plumbline/content/v1': 'content',
      'plumbline/beginning/v1': 'beginning',
      'plumbline/identity/v1': 'identity',
      primaryLocationLineHash: 'x:1',
    }
    expect(read({ partialFingerprints, ...withCode('x') })).toMatchObject({
      form: 'site',
      content: 'content',
      beginning: 'beginning',
      toolIdentity: 'identity',
    })
  })

  test('a message without its volatile parts, never the line', () => {
    const at = (startLine: number, text: string) =>
      read({
        message: { text },
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'a' }, region: { startLine } } },
        ],
      })
    const a = at(3, "Function 'pay' has complexity 12 (in '/tmp/x1/a.c')")
    expect(at(70, "Function 'pay' has complexity 13 (in '/tmp/y2/a.c')").form).toBe(a.form)
    expect(at(3, "Function 'buy' has complexity 12 (in '/tmp/x1/a.c')").form).not.toBe(a.form)
    expect(a.content).toBeUndefined()
  })
})

test.each([
  ['took 12.5 ms at 0xDEADBEEF1', 'took #.# ms at #'],
  ['id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 is used', 'id # is used'],
  ["don't use 'eval'; it's `x/y` and \"v2\"", "don't use 'eval'; it's '…' and '…'"],
  ['facade and decade stay', 'facade and decade stay'],
])('%s', (message, expected) => {
  expect(withoutVolatile(message)).toBe(expected)
})
