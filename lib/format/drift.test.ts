import { expect, test } from 'vitest'
import { appearedHeading, driftOf, stockWords } from './drift'

const nouns = { one: 'unowned decision', many: 'unowned decisions' }

test('what a first scan found is no drift', () => {
  expect(driftOf({ appeared: 58, gone: 0, stock: 58 })).toEqual({ appeared: 0, gone: 0, drift: 0 })
  expect(driftOf({ appeared: 61, gone: 2, stock: 58 })).toEqual({ appeared: 3, gone: 2, drift: 1 })
  expect(driftOf({ appeared: 1, gone: 9, stock: -7 })).toEqual({ appeared: 1, gone: 2, drift: -1 })
})

test('stock is said in neutral words', () => {
  expect(stockWords(0)).toBe('')
  expect(stockWords(58)).toBe('+58 were there already: first scan or new rule')
  expect(stockWords(-1)).toBe('−1 is no longer looked for: rule removed')
})

test('a list heading calls only drift new', () => {
  const of = (appeared: number, stock: number, total = appeared) =>
    appearedHeading(total, nouns, { appeared, gone: 0, stock })
  expect(of(1, 0)).toBe('1 new unowned decision this week')
  expect(of(447, 447)).toBe('447 unowned decisions first looked at this week, none of them new')
  expect(of(450, 447)).toBe('450 unowned decisions first seen this week: 3 new, 447 there already')
  expect(of(0, 0, 12)).toBe('12 unowned decisions, none of them new this week')
})
