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

test('a long chain of calls stands in as many columns as fit, still in its order', () => {
  const ids = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i))
  const calls = ids.slice(1).map((to, i) => ({ from: ids[i] ?? '', to }))
  const { placed, columns, rows } = layeredLayout(nodes(...ids), calls, 5)
  expect([columns, rows]).toEqual([5, 4])
  const order = ids.map((id) => placed.get(id)?.column ?? -1)
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

test('however many columns are allowed, none is empty and no two boxes share a place', () => {
  const edge = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }))
  fc.assert(
    fc.property(
      fc.array(edge, { maxLength: 40 }),
      fc.integer({ min: 1, max: 6 }),
      (edges, most) => {
        const all = nodes(...Array.from({ length: 16 }, (_, i) => String(i)))
        const calls = edges.map(([from, to]) => ({ from: String(from), to: String(to) }))
        const { placed, columns, rows } = layeredLayout(all, calls, most)
        const places = [...placed.values()]
        expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(16)
        expect(new Set(places.map(({ column }) => column)).size).toBe(columns)
        expect(columns).toBeLessThanOrEqual(most)
        expect(Math.max(...places.map(({ row }) => row))).toBe(rows - 1)
      },
    ),
  )
})
