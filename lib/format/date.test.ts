import { expect, test } from 'vitest'
import { age, day, dayRange, instant } from './date'

test('a range names what its ends share once', () => {
  expect(dayRange('2026-11-16T12:00:00Z', '2026-11-22T12:00:00Z')).toBe('16–22 November 2026')
  expect(dayRange('2026-11-30T12:00:00Z', '2026-12-06T12:00:00Z')).toBe(
    '30 November – 6 December 2026',
  )
  expect(dayRange('2026-12-28T12:00:00Z', '2027-01-03T12:00:00Z')).toBe(
    '28 December 2026 – 3 January 2027',
  )
})

test('dates are in UTC, months have three letters', () => {
  expect(day('2026-09-06T23:59:59.999Z')).toBe('6 Sep 2026')
  expect(instant('2026-11-22T09:00:00Z')).toBe('Sun 22 Nov 2026, 09:00 UTC')
})

test.each([
  ['2026-11-22T00:00:00Z', 'today'],
  ['2026-11-21T00:00:00Z', '1 day'],
  ['2026-11-12T00:00:00Z', '10 days'],
  ['2026-10-22T00:00:00Z', '4 weeks'],
  ['2025-09-22T00:00:00Z', '13 months'],
  ['2026-12-22T00:00:00Z', 'today'],
])('age since %s is %s', (from, words) => {
  expect(age(from, '2026-11-22T12:00:00Z')).toBe(words)
})
