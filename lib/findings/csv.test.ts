import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell } from './csv'

test('formulas are text', () => {
  for (const first of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
    expect(csvCell(`${first}1+1`).replace(/^"/, '')).toMatch(/^'/)
  }
  expect(csvCell('a=1')).toBe('a=1')
  expect(csvCell(-3)).toBe('-3')
})

test('any text comes back, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvCell(text)
      const quoted = cell.startsWith('"')
      const back = quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell
      expect(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text).toBe(back)
      if (!quoted) expect(cell).not.toMatch(/[",;\t\r\n]/)
    }),
  )
})
