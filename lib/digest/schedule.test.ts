import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instants, zones } from '@/lib/time/zones.fixture'
import { lastDue } from './schedule'

const HOUR = 3_600_000
const schedules = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  hour: fc.integer({ min: 0, max: 23 }),
  timeZone: zones,
})

/** The Line Islands had no last day of 1994. */
const SKIPPED = { weekday: 6, hour: 0, timeZone: 'Pacific/Kiritimati' }

/** Weekday and hour on the wall, by Intl, which shares no code with the schedule. */
function onTheWall(at: Date, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, p.value]))
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1
  return { weekday, hour: Number(parts.hour), minute: Number(parts.minute) }
}

test('is due on its weekday at its hour, except where the clocks jump over it', () => {
  fc.assert(
    fc.property(schedules, instants, (schedule, now) => {
      const { at } = lastDue(schedule, now)
      expect(at.getTime()).toBeLessThanOrEqual(now.getTime())
      const wall = onTheWall(at, schedule.timeZone)
      const asked = { weekday: schedule.weekday, hour: schedule.hour, minute: 0 }
      if (!isDeepStrictEqual(wall, asked)) {
        // Nothing on the wall read so in the days around it: there is no such hour, or no such day.
        const quarters = Array.from(
          { length: 24 * 8 },
          (_, i) => at.getTime() + ((i - 96) * HOUR) / 4,
        )
        const read = quarters.map((t) => onTheWall(new Date(t), schedule.timeZone))
        expect(read).not.toContainEqual(asked)
      }
    }),
    { numRuns: 3000, examples: [[SKIPPED, new Date('1994-12-31T10:00:00Z')]] },
  )
})

test('is due once a week: each due time has one slot, the next one is about seven days later', () => {
  fc.assert(
    fc.property(schedules, instants, (schedule, now) => {
      const due = lastDue(schedule, now)
      expect(lastDue(schedule, due.at)).toEqual(due)
      const before = lastDue(schedule, new Date(due.at.getTime() - 1))
      const days = (due.at.getTime() - before.at.getTime()) / (24 * HOUR)
      expect(before.slot).not.toBe(due.slot)
      expect(Date.parse(due.slot) - Date.parse(before.slot)).toBe(7 * 24 * HOUR)
      // A day more or less where a zone changed sides of the date line.
      expect(days).toBeGreaterThan(5.9)
      expect(days).toBeLessThan(8.1)
    }),
    { numRuns: 3000 },
  )
})

test('nine in Berlin is eight and seven in UTC; an hour that is jumped over comes as much later', () => {
  const monday = { weekday: 1, hour: 9, timeZone: 'Europe/Berlin' }
  expect(lastDue(monday, new Date('2026-10-21T00:00:00Z')).at.toISOString()).toBe(
    '2026-10-19T07:00:00.000Z',
  )
  expect(lastDue(monday, new Date('2026-10-28T00:00:00Z')).at.toISOString()).toBe(
    '2026-10-26T08:00:00.000Z',
  )
  const night = { weekday: 7, hour: 2, timeZone: 'Europe/Berlin' }
  expect(lastDue(night, new Date('2026-03-29T12:00:00Z'))).toEqual({
    at: new Date('2026-03-29T01:00:00Z'),
    slot: '2026-03-29',
  })
  // Twice two o'clock: the first counts.
  expect(lastDue(night, new Date('2026-10-25T12:00:00Z')).at.toISOString()).toBe(
    '2026-10-25T00:00:00.000Z',
  )
})
