import { expect, test } from 'vitest'
import { mapOf } from './map'

const service = (id: string) => [id, { id, label: id, repository: 'r', team: null }] as const

test('a call ends at a service that calls nothing further, and nothing is drawn behind it', () => {
  const parts = [
    { entry: 'a', out: 'o', service: 'web', layers: 2, attempts: 3 },
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
  // How many calls a service repeats, not how many layers they have together.
  expect(map.nodes.map(({ repeats }) => repeats)).toEqual([0, 1])
  expect(map).toMatchObject({ misses: [], quiet: 0 })
})

const link = (out: string, entry: string, rule: string) => ({
  ...{ out, entry, rule, confidence: 'certain' as const, detail: null },
})
/** A sender with three attempts, a relay that delivers four times, a worker with five. */
function handedOver(links: ReturnType<typeof link>[]) {
  const parts = [
    { entry: 'buy', out: 'send', service: 'shop', layers: 1, attempts: 3 },
    { entry: 'relay', out: 'again', service: 'infra', layers: 1, attempts: 4 },
    { entry: 'job', out: 'pay', service: 'worker', layers: 1, attempts: 5 },
  ]
  const outs = new Map([
    ['send', { label: 'mail', keys: ['queue:mail'] }],
    ['again', { label: 'mail', keys: ['queue:mail', 'past:queue:mail'] }],
    ['pay', { label: 'pay', keys: ['http:POST api.pay.example/charge'] }],
  ])
  const services = new Map([service('shop'), service('infra'), service('worker')])
  const { nodes, edges } = mapOf(parts, links, services, outs)
  return {
    nodes: Object.fromEntries(nodes.map(({ label, worst }) => [label, worst])),
    edges: Object.fromEntries(edges.map(({ from, to, worst }) => [`${from} ${to}`, worst])),
  }
}

test.each(['queue', 'topic', 'task', 'tie-handover'])(
  'what repeats the sending (%s) repeats nothing that follows',
  (rule) => {
    const { nodes, edges } = handedOver([link('send', 'job', rule)])
    expect(nodes).toMatchObject({ worker: 1, 'api.pay.example': 5 })
    expect(edges).toMatchObject({ 'shop worker': 3, 'worker out:api.pay.example': 5 })
  },
)

test.each([
  ['tie', 3],
  ['redelivery', 3],
])('where failure comes back (%s) all layers on the way count', (rule, worker) => {
  const { nodes } = handedOver([link('send', 'job', rule)])
  expect(nodes).toMatchObject({ worker, 'api.pay.example': 15 })
})

test('redelivery that is configured elsewhere begins anew behind the queue', () => {
  const met = [link('send', 'relay', 'queue'), link('again', 'job', 'redelivery')]
  expect(handedOver(met).nodes).toMatchObject({ infra: 1, worker: 4, 'api.pay.example': 20 })
})
