import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainOf, waterfall } from './waterfall'

test('a chain ends where its changes lead', () => {
  const bars = chainOf(205, [
    { key: 'introduced', change: 14 },
    { key: 'gone', change: -5 },
  ])
  expect(bars.at(-1)).toEqual({ key: 'to', from: 0, to: 214 })
  expect(bars[2]).toEqual({ key: 'gone', from: 219, to: 214 })
})

test('small changes of large totals are drawn from a round number, large ones from zero', () => {
  const small = waterfall(chainOf(205, [{ key: 'introduced', change: 14 }]), 900, 100)
  expect(small.base).toBe(180)
  expect(waterfall(chainOf(3, [{ key: 'introduced', change: 14 }]), 900, 100).base).toBe(0)
  expect(waterfall(chainOf(0, []), 900, 100).base).toBe(0)
})

test('bars stay inside of the plot and touch the next one', () => {
  const changes = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: 480, max: 900 }), changes, (from, all) => {
      const bars = chainOf(
        from,
        all.map((change, i) => ({ key: String(i), change })),
      )
      const drawn = waterfall(bars, 900, 100)
      for (const [i, { top, height, end }] of drawn.bars.entries()) {
        expect(top).toBeGreaterThanOrEqual(0)
        expect(top + height).toBeLessThanOrEqual(101)
        expect([bars[i]?.to, end]).toEqual([bars[i]?.to, expect.any(Number)])
      }
      expect(drawn.bars.at(-1)?.end).toBe(drawn.bars.at(-2)?.end)
    }),
  )
})
