import { expect, test } from 'vitest'
import { mapOf } from './map'

const service = (id: string) => [id, { id, label: id, repository: 'r', team: null }] as const

test('a call ends at a service that calls nothing further, and nothing is drawn behind it', () => {
  const parts = [
    { entry: 'a', out: 'o', service: 'web', layers: 1, attempts: 3 },
    { entry: 'b', out: 'n', service: 'stock', layers: 0, attempts: 1 },
  ]
  const links = [
    { out: 'o', entry: 'b', rule: 'host-path', confidence: 'certain' as const, detail: null },
  ]
  const outs = new Map([
    ['o', { label: 'stock', keys: ['http:GET stock/x'] }],
    ['n', { label: 'no further call', keys: ['none:'] }],
  ])
  const map = mapOf(parts, links, new Map([service('web'), service('stock')]), outs)
  expect(map.nodes.map(({ label, worst }) => [label, worst])).toEqual([
    ['stock', 3],
    ['web', 1],
  ])
  expect(map.edges).toHaveLength(1)
  expect(map).toMatchObject({ misses: [], quiet: 0 })
})
