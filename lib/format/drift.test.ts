import { expect, test } from 'vitest'
import { appearedHeading, besidesOf } from './drift'

const nouns = { one: 'unowned decision', many: 'unowned decisions' }
const words = (causes: Parameters<typeof besidesOf>[0]) => besidesOf(causes).map((b) => b.words)
const causes = (drift = 0, coverage = 0, placed = 0) => ({
  drift: { appeared: drift, gone: 0 },
  coverage: { appeared: coverage, gone: 0 },
  placed: { appeared: placed, gone: 0 },
})

test('what is no drift is said in neutral words, each direction by itself', () => {
  expect(words(causes())).toEqual([])
  expect(words(causes(3, 58, 1))).toEqual([
    '+58 were there already: first scan or new rule',
    '+1 came from another service or team',
  ])
  expect(
    words({ ...causes(), coverage: { appeared: 1, gone: 1 }, placed: { appeared: 0, gone: 2 } }),
  ).toEqual([
    '+1 was there already: first scan or new rule',
    '−1 is no longer looked for: rule removed',
    '−2 went to another service or team',
  ])
})

test('a list heading calls only drift new', () => {
  const of = (total: number, ...by: Parameters<typeof causes>) =>
    appearedHeading(total, nouns, causes(...by))
  expect(of(1, 1)).toBe('1 new unowned decision this week')
  expect(of(3, 3, 447)).toBe('3 new unowned decisions this week')
  expect(of(447, 0, 447)).toBe('447 unowned decisions first looked at this week, none of them new')
  expect(of(2, 0, 0, 2)).toBe('2 unowned decisions came from elsewhere, none of them new')
  expect(of(12)).toBe('12 unowned decisions, none of them new this week')
})
