import { expect, test } from 'vitest'
import { describeTrend } from './describe'
import { prepareTrend } from './prepare-trend'
import { trendsOf } from './testing.fixture'

const sentence = (...args: Parameters<typeof trendsOf>) =>
  describeTrend(prepareTrend(trendsOf(...args)))

test('the way of the total and the line that moved most, without the running week', () => {
  expect(sentence({ web: [10, 12, 99], worker: [20, 15, 15] }, true)).toBe(
    'Down from 30 to 27 in all since 7 Jun 2026; worker moved most, down from 20 to 15.',
  )
})

test('gaps are said, nothing is made up', () => {
  expect(sentence({ web: [5, null, 5] })).toBe(
    'Unchanged at 5 in all since 7 Jun 2026; 1 week with a scan missing.',
  )
  expect(sentence({ web: [5] })).toBe('One week only so far.')
  expect(sentence({})).toBe('No scan speaks for these weeks.')
})
