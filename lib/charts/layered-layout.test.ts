import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layeredLayout } from './layered-layout'

const nodes = (...ids: string[]) => ids.map((id, rank) => ({ id, rank }))

test('callers stand left of what they call, through any length of calls', () => {
  const { placed } = layeredLayout(nodes('c', 'b', 'a'), [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'a', to: 'c' },
  ])
  expect(['a', 'b', 'c'].map((id) => placed.get(id)?.column)).toEqual([0, 1, 2])
})

test('every box has a place of its own, circles or not', () => {
  const edge = fc.record({
    from: fc.integer({ max: 12, min: 0 }),
    to: fc.integer({ max: 12, min: 0 }),
  })
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 40 }), (edges) => {
      const all = nodes(...Array.from({ length: 13 }, (_, i) => String(i)))
      const said = edges.map(({ from, to }) => ({ from: String(from), to: String(to) }))
      const { placed } = layeredLayout(all, said)
      const places = new Set([...placed.values()].map(({ column, row }) => `${column} ${row}`))
      expect(places.size).toBe(13)
    }),
  )
})
