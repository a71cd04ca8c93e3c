import { expect, test } from 'vitest'
import { fencedLines } from './fenced'

test('an example is coloured by the language that its fence names, and stays the text that it is', () => {
  const go = 'func Pay() error { // bad\n\treturn nil'
  const lines = fencedLines(go, 'go')
  expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(go)
  expect(lines[0]?.flatMap(({ text, is }) => (is ? [[text, is]] : []))).toEqual([
    ['func', 'k'],
    ['Pay', 'f'],
    ['error', 'k'],
    ['// bad', 'c'],
  ])
  for (const language of [undefined, 'cobol', 'constructor']) {
    expect(fencedLines('return nil', language)).toEqual([[{ text: 'return nil' }]])
  }
})
