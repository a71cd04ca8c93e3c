import { expect, test } from 'vitest'
import { weekOfDay } from './week-of-day'

test.each([
  ['2026-03-15', '2026-W11'],
  ['2026-03-16', '2026-W12'],
  ['2027-01-03', '2026-W53'],
  ['2025-12-29', '2026-W01'],
  ['2027-02-01', undefined],
  ['2026-02-30', undefined],
  ['yesterday', undefined],
  [undefined, undefined],
])('the week of %s is %s', (day, week) => {
  expect(weekOfDay(day, new Date('2027-01-20T12:00:00Z'))).toBe(week)
})
