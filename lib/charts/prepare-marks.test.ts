import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventMark } from '@/lib/events/types'
import { eventsOn, prepareMarks } from './prepare-marks'

const axis = { from: '2026-01-04T00:00:00.000Z', to: '2026-06-28T00:00:00.000Z' }
const event = (at: string, kind: EventMark['kind'] = 'release'): EventMark => ({
  at: `${at}T00:00:00.000Z`,
  kind,
  text: `${kind} of ${at}`,
})

const days = fc.integer({ min: 0, max: 175 }).map((day) => {
  const at = new Date(Date.parse(axis.from) + day * 86_400_000).toISOString().slice(0, 10)
  return event(at)
})

test('every event of the axis is in one mark, and no two marks are nearer than a slot', () => {
  fc.assert(
    fc.property(fc.array(days, { maxLength: 60 }), fc.constantFrom(10, 16, 26), (events, slots) => {
      const marks = prepareMarks(events, axis, slots)
      expect(marks.flatMap((mark) => mark.events)).toHaveLength(events.length)
      const shares = marks.map(({ share }) => share)
      expect(Math.min(1, ...shares)).toBeGreaterThanOrEqual(0)
      expect(Math.max(0, ...shares)).toBeLessThanOrEqual(1)
      for (const [i, share] of shares.entries()) {
        const next = shares[i + 1]
        if (next !== undefined) expect(next - share).toBeGreaterThan(1 / slots - 1e-9)
      }
    }),
  )
})

test('a mark has the kinds of its events, the rarest on the axis first', () => {
  const marks = prepareMarks(
    [event('2026-02-01'), event('2026-02-02'), event('2026-05-01'), event('2026-05-02', 'note')],
    axis,
    10,
  )
  expect(marks.map(({ kinds, events }) => [kinds, events.length])).toEqual([
    [['release'], 2],
    [['note', 'release'], 2],
  ])
})

test('what lies outside of the weeks shown is no mark', () => {
  const events = [
    event('2025-12-20'),
    event('2026-01-01'),
    event('2026-06-01'),
    event('2026-07-01'),
  ]
  const shown = eventsOn(events, [axis.from, axis.to])
  expect(shown.map(({ at }) => at.slice(0, 10))).toEqual(['2026-01-01', '2026-06-01'])
  expect(prepareMarks(shown, axis, 26)[0]?.share).toBe(0)
})
