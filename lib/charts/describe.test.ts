import { expect, test } from 'vitest'
import { changeOf, describeTrend } from './describe'
import { prepareTrend } from './prepare-trend'
import { points, trendsOf } from './testing.fixture'

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

test('what a first scan found is new here, not growth, and the parts add up', () => {
  const trends = trendsOf({ web: [31, 30, 32], shop: [null, 137, 142] })
  trends.total = points([31, 167, 174])
  trends.still = [0, 137, 0]
  expect(describeTrend(prepareTrend(trends))).toBe(
    'From 31 to 174 in all since 7 Jun 2026: up by 6, and 137 more that are no drift: first scanned or looked for, or moved here; shop moved most, up from 137 to 142.',
  )
})

test('a line that only got what was first looked for did not move', () => {
  const trends = trendsOf({ team: [10, 40], other: [5, 7] })
  const [team] = trends.series
  if (team) team.still = [0, 30]
  trends.still = [0, 30]
  expect(describeTrend(prepareTrend(trends))).toBe(
    'From 15 to 47 in all since 7 Jun 2026: up by 2, and 30 more that are no drift: first scanned or looked for, or moved here; other moved most, up from 5 to 7.',
  )
  trends.still = [0, -4]
  expect(describeTrend(prepareTrend(trends))).toContain(
    'up by 36, and 4 fewer that are no drift: no longer looked for, or moved away;',
  )
})

test('a week tells its drift, and what else changed without naming a cause that it does not know', () => {
  const [before, now] = points([60, 12])
  expect(changeOf(before, now)).toBe('−48')
  expect(changeOf(before, now, -50)).toBe('+2 and 50 fewer that are no drift')
  expect(changeOf(before, now, 5)).toBe('−53 and 5 more that are no drift')
  expect(changeOf(undefined, now)).toBe('–')
})
