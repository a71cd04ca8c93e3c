import { expect, test } from 'vitest'
import { prepareBudget } from './prepare-budget'

type Week = [value: number | null, limit: number | null]

const prepare = (...weeks: Week[]) =>
  prepareBudget(
    'paths',
    'duplicated-retries',
    weeks.map(([value, limit], i) => ({
      at: new Date(Date.UTC(2026, 5, 7 + 7 * i, 23, 59, 59, 999)).toISOString(),
      value,
      limit,
      breached: value !== null && limit !== null && value > limit,
    })),
  )

test('the limit is drawn in steps, from the week it begins to hold', () => {
  expect(prepare([5, null], [5, 4], [5, 4], [3, 3]).limits).toEqual([
    { from: 0.5, to: 2.5, value: 4 },
    { from: 2.5, to: 3, value: 3 },
  ])
})

test('a breach spans the weeks over the limit, across weeks without a scan but not across kept ones', () => {
  const { breaches } = prepare([5, 4], [null, 4], [6, 4], [4, 4], [5, 4])
  expect(breaches).toEqual([
    { from: 0, to: 2 },
    { from: 4, to: 4 },
  ])
})

test('the axis holds a limit above every number', () => {
  const { trend } = prepare([1, 40], [2, 40])
  expect(trend.top).toBeGreaterThanOrEqual(40)
})
