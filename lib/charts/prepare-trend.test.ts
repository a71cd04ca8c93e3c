import { expect, test } from 'vitest'
import { DRAWN_AT_MOST, prepareTrend } from './prepare-trend'
import { trendsOf } from './testing.fixture'

test('the largest five have lines of their own, the rest are hairlines and a sum', () => {
  const trend = prepareTrend(
    trendsOf({ a: [1, 2], b: [9, 8], c: [3, 3], d: [4, 4], e: [5, 5], f: [6, 6], g: [1, 1] }),
  )
  expect(trend.series.map((s) => s.key)).toEqual(['b', 'f', 'e', 'd', 'c'])
  expect(trend.others?.label).toBe('2 others')
  expect(trend.others?.points.map((p) => p.value)).toEqual([2, 3])
  expect(trend.others?.last).toEqual({ index: 1, value: 2 })
})

test('the axis begins at zero and holds the highest line', () => {
  const { ticks, top } = prepareTrend(trendsOf({ a: [39, 50] }))
  expect(ticks).toEqual([0, 20, 40, 60])
  expect(top).toBe(60)
})

test('a missing week between known ones is a gap, the time before the first scan is none', () => {
  const { gaps } = prepareTrend(
    trendsOf({ a: [null, 1, null, null, 2], b: [1, 1, null, null, 2], c: [1, 1, 1, 1, null] }),
  )
  expect(gaps).toEqual([
    { from: 2, to: 3, labels: ['a', 'b'] },
    { from: 4, to: 4, labels: ['c'] },
  ])
})

test('the rest is what is left of the total, unknown where a shown line is', () => {
  const few = prepareTrend(trendsOf({ a: [null, 9, null, 9], b: [2, 2, 2, 3], c: [1, 1, 1, 1] }), {
    limit: 1,
  })
  expect(few.others?.points.map((p) => p.value)).toEqual([3, 3, null, 4])
})

test('no data at all is blank and has an axis all the same', () => {
  const trend = prepareTrend(trendsOf({}))
  expect(trend).toMatchObject({ blank: true, series: [], ticks: [0, 1], gaps: [] })
})

test('each row is of the week the server names; where it named none, of the one that ends then', () => {
  const kept = trendsOf({ a: [1, 2] }, true)
  expect(prepareTrend(kept).weeks).toEqual(['2026-W23', '2026-W24'])
  expect(prepareTrend({ ...kept, weeks: ['2026-W22', '2026-W23'] }).weeks).toEqual([
    '2026-W22',
    '2026-W23',
  ])
})

test('the running week is known', () => {
  expect(prepareTrend(trendsOf({ a: [1, 2, 3] }, true)).runningIndex).toBe(2)
  expect(prepareTrend(trendsOf({ a: [1, 2, 3] })).runningIndex).toBeUndefined()
})

test('the series that a chart draws are enough for it, with how many more there are', () => {
  const lines = Array.from({ length: DRAWN_AT_MOST + 9 }, (_, i): [string, number[]] => [
    `s${i}`,
    [i, 90 - i],
  ])
  const all = trendsOf(Object.fromEntries(lines))
  const series = all.series.slice(0, DRAWN_AT_MOST)
  const drawn = prepareTrend({ ...all, series, more: 9 })
  expect(drawn).toEqual(prepareTrend(all))
  expect(drawn.others?.label).toBe(`${DRAWN_AT_MOST + 9 - 5} others`)
})
