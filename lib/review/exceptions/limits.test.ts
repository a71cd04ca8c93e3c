import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centreOf, judge, limitsOf, strength } from './limits'

const calm = [1, 2, 1, 2, 1, 2, 1, 2]

test('limits are the mean and 2.66 mean moving ranges around it', () => {
  expect(limitsOf(calm)).toEqual({ mean: 1.5, lower: 1.5 - 2.66, upper: 1.5 + 2.66, weeks: 8 })
})

test('seven known weeks tell nothing, eight with gaps do, and a gap makes no range', () => {
  expect(limitsOf(calm.slice(1))).toBeUndefined()
  expect(limitsOf([...calm.slice(1), null])).toBeUndefined()
  // 9 → (gap) → 1: not a range of 8.
  expect(limitsOf([9, null, 1, 1, 1, 1, 1, 1, 1])?.upper).toBe(2)
  expect(limitsOf([1, null, 2, null, 1, null, 2, null, 1, null, 2, null, 1, null, 2])).toBe(
    undefined,
  )
})

test('a week outside of the limits is a signal, one on them is not', () => {
  const limits = limitsOf([0, 0, 0, 0, 0, 0, 0, 0])
  if (!limits) throw new Error('eight weeks are enough')
  expect(judge([0], limits, 0, false)).toBe('normal')
  expect(judge([0], limits, 1, false)).toBe('above')
  expect(judge([0], limits, -1, false)).toBe('below')
})

test('eight in a row on one side are a signal; a gap, a week on the median or the other side ends it', () => {
  const history = [-9, 9, -9, 9, -9, 9, -9, 9, -9, 9, -9, 9, -9, 9]
  const limits = limitsOf(history)
  if (!limits) throw new Error('fourteen weeks are enough')
  const row = [1, 1, 2, 1, 1, 1, 2]
  expect(judge([...history, ...row], limits, 1, false)).toBe('run')
  expect(judge([...history, ...row], limits, -1, false)).toBe('normal')
  expect(judge([...history, ...row.with(3, 0)], limits, 1, false)).toBe('normal')
  expect(judge([...history, 1, 1, null, 1, 1, 1, 1], limits, 1, false)).toBe('normal')
  expect(judge(row.slice(1), limits, 1, false)).toBe('normal')
})

test('weeks in which nothing changed are on no side, whatever one great change made of the mean', () => {
  // A service that lost 26 findings at once: all its other weeks are above the mean.
  const history = [null, -26, ...Array<number>(16).fill(0)]
  const limits = limitsOf(history)
  if (!limits) throw new Error('seventeen weeks are enough')
  expect(limits.mean).toBeLessThan(-1)
  expect(judge(history, limits, 1, false)).toBe('normal')
  const creeping = [...history, 1, 1, 1, 1, 1, 1, 1]
  expect(judge(creeping, limits, 1, false)).toBe('run')
  expect(judge(creeping.slice(1 - 8 - 7), limits, 1, false)).toBe('normal')
})

test('a run is on one side of the median of eight known weeks or more before it', () => {
  const run = [5, 5, 5, 5, 5, 5, 5]
  expect(centreOf([3, 1, 2, 1, 9, 1, 4, 8, 9, ...run])).toBe(3)
  expect(centreOf([3, 1, null, 2, 1, 1, 4, 8, 9, ...run])).toBe(2.5)
  expect(centreOf([3, 1, null, 2, 1, 1, 4, 8, ...run])).toBeUndefined()
})

test('a week without change is never a signal, however much changed before', () => {
  const limits = limitsOf([5, 6, 5, 6, 5, 6, 5, 6])
  if (!limits) throw new Error('eight weeks are enough')
  expect(judge([0, 0, 0, 0, 0, 0, 0], limits, 0, false)).toBe('normal')
})

test('a running week is a signal only upwards, and never part of a row', () => {
  const limits = limitsOf(calm)
  if (!limits) throw new Error('eight weeks are enough')
  expect(judge(calm, limits, -9, true)).toBe('normal')
  expect(judge(calm, limits, 9, true)).toBe('above')
  expect(strength(limits, 9)).toBeGreaterThan(strength(limits, 4))
})

test('a run is what all eight weeks on one side of the median are, whatever the weeks', () => {
  const week = fc.option(fc.integer({ min: -2, max: 3 }), { freq: 6 })
  fc.assert(
    fc.property(fc.array(week, { maxLength: 24 }), fc.integer({ min: -2, max: 3 }), (past, now) => {
      const limits = { mean: 0, lower: -9, upper: 9, weeks: 8 }
      const row = [...past.slice(-7), now]
      const centre = centreOf(past)
      const side = (value: number | null) => Math.sign((value ?? 0) - (centre ?? 0))
      const run =
        now !== 0 &&
        centre !== undefined &&
        row.length === 8 &&
        !row.includes(null) &&
        side(now) !== 0 &&
        row.every((value) => side(value) === side(now))
      expect(judge(past, limits, now, false)).toBe(run ? 'run' : 'normal')
    }),
    { numRuns: 5000 },
  )
})
