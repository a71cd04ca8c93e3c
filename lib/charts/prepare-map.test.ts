import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MapEdge, RetryMap } from '@/lib/retry-paths/types'
import { boxesOf, viewOf } from './map-view'
import { BOX, prepareMap } from './prepare-map'
import { shortLabels } from './short-labels'

/** Services s0, s1, … in teams of ten that call each other. */
function mapOf(services: number, calls: readonly (readonly [number, number])[]): RetryMap {
  const edge = ([from, to]: readonly [number, number]): MapEdge => ({
    ...{ from: `s${from}`, to: `s${to}`, calls: 1, attempts: 3, worst: 3 },
  })
  return {
    at: '2026-11-22T12:00:00.000Z',
    nodes: Array.from({ length: services }, (_, i) => ({
      ...{ id: `s${i}`, label: `service ${i}`, repository: 'acme/all', worst: 3, repeats: 1 },
      team: `team ${Math.floor(i / 10)}`,
    })),
    edges: [...new Map(calls.map((call) => [call.join(), edge(call)])).values()],
    ...{ misses: [], ties: [], services: [], teams: [], quiet: 0 },
  }
}

test('services of many teams are drawn as teams until one is chosen, or services are', () => {
  const map = mapOf(200, [])
  expect(boxesOf(map, {})).toBe('team')
  expect(boxesOf(map, { by: 'service' })).toBe('service')
  expect(boxesOf(map, { team: 'team 3' })).toBe('service')
  expect(boxesOf(mapOf(40, []), {})).toBe('service')
  expect(viewOf(map, {}).nodes.map(({ label }) => label)).toHaveLength(20)
})

test('of a chosen team services are boxes, and what is around it are teams', () => {
  const map = mapOf(30, [
    [1, 12],
    [12, 13],
    [13, 13],
    [14, 25],
    [15, 26],
  ])
  const near = (id: string) => Number(id.slice(1)) < 10 || Number(id.slice(1)) >= 20
  const nodes = map.nodes.map((node) => (near(node.id) ? { ...node, near: true as const } : node))
  const seen = viewOf({ ...map, nodes }, { team: 'team 1' })
  expect(seen.nodes.filter(({ id }) => id.startsWith('team:')).map(({ label }) => label)).toEqual([
    'team 0',
    'team 2',
  ])
  expect(seen.edges.map(({ from, to, calls }) => `${from} ${to} ${calls}`)).toEqual([
    'team:team 0 s12 1',
    's12 s13 1',
    's13 s13 1',
    's14 team:team 2 1',
    's15 team:team 2 1',
  ])
})

test('no box lies over another, and what is written on a line lies over none', () => {
  const id = fc.integer({ min: 0, max: 24 })
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id), { maxLength: 60 }), (calls) => {
      const { nodes, edges, width, height } = prepareMap(mapOf(25, calls))
      const over = (x: number, y: number) =>
        nodes.filter((n) => x > n.x && x < n.x + BOX.width && y > n.y && y < n.y + BOX.height)
      for (const { x, y } of nodes) {
        expect(over(x + 1, y + 1)).toHaveLength(1)
        expect(x + BOX.width).toBeLessThanOrEqual(width)
        expect(y + BOX.height).toBeLessThanOrEqual(height)
      }
      for (const { label } of edges) {
        // "itself × 12" is some 70 px wide, "× 12" some 30; a line of text is 12 px high.
        const wide = label.anchor === 'end' ? -30 : 30
        for (const x of [label.x, label.x + wide]) {
          expect(over(x, label.y)).toEqual([])
          expect(over(x, label.y - 12)).toEqual([])
        }
      }
    }),
  )
})

test('labels that are cut stay apart where that can be', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (labels) => {
      for (const [label, short] of shortLabels(labels, 12)) {
        expect(short.length).toBeLessThanOrEqual(12)
        if (label.length <= 12) expect(short).toBe(label)
      }
    }),
  )
  const names = ['storage', 'pubsub', 'secretmanager'].map((name) => `cloud.google.com/go/${name}`)
  const short = shortLabels([...names, 'github.com/some/other/client'], 20)
  expect(names.map((name) => short.get(name))).toEqual([
    '…ogle.com/go/storage',
    '…oogle.com/go/pubsub',
    '…om/go/secretmanager',
  ])
  expect(short.get('github.com/some/other/client')).toBe('github.com/some/oth…')
})
