import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoWeek, previousWeek } from '../time/weeks'
import { weekEnding, weeksUpTo } from './week'

test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin'])(
  'the week that ends at the end of a week is that week, in %s',
  (timeZone) => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2040 }), fc.integer({ min: 1, max: 52 }), (y, w) => {
        const week = isoWeek(`${y}-W${String(w).padStart(2, '0')}`, timeZone)
        expect(weekEnding(week.to.toISOString())).toBe(week.id)
      }),
    )
  },
)

test('years of 53 weeks have one', () => {
  expect(weekEnding('2021-01-04T00:00:00Z')).toBe('2020-W53')
})

test('weeks up to one are those before it, in every year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2040 }), fc.integer({ min: 1, max: 52 }), (y, w) => {
      const week = isoWeek(`${y}-W${String(w).padStart(2, '0')}`, 'UTC')
      const before = previousWeek(week)
      expect(weeksUpTo(week.id, 3)).toEqual([previousWeek(before).id, before.id, week.id])
    }),
  )
  expect(weeksUpTo('2020-W53', 1)).toEqual(['2020-W53'])
})
