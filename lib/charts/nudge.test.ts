import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nudge } from './nudge'

test('labels that have room stay, others move apart', () => {
  expect(nudge([10, 100], 20, 200)).toEqual([10, 100])
  expect(nudge([50, 45, 46], 20, 200)).toEqual([85, 45, 65])
})

test('never nearer than the room, never outside, order kept', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 8 }), (wanted) => {
      const placed = nudge(wanted, 24, 240)
      const sorted = [...placed].sort((a, b) => a - b)
      sorted.forEach((y, i) => {
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(240)
        if (i > 0) expect(y - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(24)
      })
      wanted.forEach((y, i) => {
        wanted.forEach((other, j) => {
          if (y < other) expect(placed[i]).toBeLessThan(placed[j] ?? 0)
        })
      })
    }),
  )
})
