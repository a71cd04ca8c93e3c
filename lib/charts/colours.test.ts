import { expect, test } from 'vitest'
import { assignColours, HUES } from './colours'

const keys = Array.from({ length: HUES + 3 }, (_, i) => `key-${i}`)

test('the same keys have the same colours, in whatever order they come', () => {
  expect(assignColours([...keys].reverse())).toEqual(assignColours([...keys, ...keys]))
})

test('no two share hue and dash until both have run out', () => {
  const seen = new Set([...assignColours(keys).values()].map((c) => `${c.hue} ${c.dashed}`))
  expect(seen.size).toBe(keys.length)
})
