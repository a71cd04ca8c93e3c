import { expect, test } from 'vitest'
import { excerptRows } from './excerpt'

test('lines are numbered from the context, the region marked', () => {
  const rows = excerptRows({
    line: 11,
    snippet: 'b\nc',
    context: 'a\nb\nc\nd\n',
    contextStart: 10,
    life: [],
  })
  expect(rows.map((row) => `${row.number}${row.text}${row.marked ? '!' : ''}`)).toEqual([
    '10a',
    '11b!',
    '12c!',
    '13d',
  ])
})

test('without a context the region stands alone, without either there is nothing', () => {
  expect(excerptRows({ line: 7, snippet: 'x', life: [] })).toEqual([
    { number: 7, text: 'x', marked: true },
  ])
  expect(excerptRows({ line: 7, life: [] })).toEqual([])
})
