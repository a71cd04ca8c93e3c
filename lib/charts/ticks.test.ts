import { expect, test } from 'vitest'
import { countTicks, monthTicks } from './ticks'

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [9, [0, 5, 10]],
  [72, [0, 20, 40, 60, 80]],
  [103, [0, 50, 100, 150]],
  [4000, [0, 1000, 2000, 3000, 4000]],
])('ticks up to %i are %j', (max, ticks) => {
  expect(countTicks(max)).toEqual(ticks)
})

test('months are named where they begin, with the year first and in January', () => {
  const weeks = Array.from({ length: 12 }, (_, i) =>
    new Date(Date.UTC(2026, 10, 8 + 7 * i)).toISOString(),
  )
  expect(monthTicks(weeks)).toEqual([
    { index: 0, label: 'Nov 2026' },
    { index: 4, label: 'Dec' },
    { index: 8, label: 'Jan 2027' },
  ])
})

test('a month that begins by the end of the axis says so, as its name would stand out of it', () => {
  const weeks = Array.from({ length: 26 }, (_, i) =>
    new Date(Date.UTC(2025, 6, 13 + 7 * i)).toISOString(),
  )
  expect(monthTicks(weeks).at(-1)).toEqual({ index: 25, label: 'Jan 2026', late: true })
  expect(monthTicks(weeks).filter(({ late }) => late)).toHaveLength(2)
})
