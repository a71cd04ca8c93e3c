import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { ingest } from '@/lib/ingest/testing'
import { resolveFilter } from '@/lib/trends/resolve-filter'
import { getRetryMap, type Hops } from './get-map'
import { joinFlows } from './join'
import { flowScan, type TestFlow } from './testing'

const db = await testDatabase()

/** `from` calls the route of `to` with so many attempts. */
const calls = (to: string, attempts = 1): TestFlow => ({
  entry: 'http:GET /r',
  ...{ out: [`http:GET ${to}/r`, `host:${to}`], path: `src/${to}.ts` },
  layers: attempts === 1 ? [] : [attempts],
})

beforeEach(async () => {
  await emptyDatabase(db.pool)
  for (const [name, flows] of Object.entries({
    web: [calls('shop', 3)],
    shop: [calls('orders', 2), calls('shop', 5)],
    orders: [calls('stock'), calls('ledger', 4), calls('api.pay.example', 2)],
    stock: [calls('web')],
  })) {
    const services = [{ name, paths: ['**'], team: name === 'web' ? 'front' : 'back' }]
    const scan = flowScan(`acme/${name}`, Date.UTC(2026, 0, 1), flows, { services })
    await ingest(db.pool, scan)
  }
  await joinFlows(db.pool)
})

async function mapOf(asked: { service?: string; team?: string } = {}, hops?: Hops) {
  const map = await getRetryMap(db.pool, await resolveFilter(db.pool, asked), new Date(), hops)
  const label = new Map(map.nodes.map((node) => [node.id, node.label]))
  return {
    ...map,
    labels: map.nodes.map((node) => node.label).sort(),
    lines: map.edges.map(({ from, to }) => `${label.get(from)} → ${label.get(to)}`).sort(),
  }
}

test('every service and team on the map can be asked for, also where nothing stands of it', async () => {
  const { nodes, teams } = await mapOf()
  const services = nodes.filter(({ repository }) => repository !== undefined)
  expect(services).toHaveLength(4)
  for (const { id, label } of services) {
    expect((await mapOf({ service: id })).labels).toContain(label)
  }
  expect(teams).toEqual(['back', 'front'])
  for (const team of teams) expect((await mapOf({ team })).nodes).not.toEqual([])
})

test('around a service stands what is one call away or two, and no call between others', async () => {
  const one = await mapOf({ service: 'web' })
  expect(one.labels).toEqual(['shop', 'stock', 'web'])
  expect(one.lines).toEqual(['stock → web', 'web → shop'])
  expect(one.nodes.filter(({ near }) => !near).map(({ label }) => label)).toEqual(['web'])
  const two = await mapOf({ service: 'web' }, 2)
  expect(two.labels).toEqual(['orders', 'shop', 'stock', 'web'])
  expect(two.lines).toContain('orders → stock')
})

test('a service that calls itself does so once, and does not go round for ever', async () => {
  const { edges, nodes } = await mapOf()
  const self = edges.filter(({ from, to }) => from === to)
  expect(self).toMatchObject([{ attempts: 5 }])
  expect(nodes.find(({ label }) => label === 'shop')?.worst).toBe(15)
})

test('a name by which no service is known is told apart from what is out of the house', async () => {
  const { nodes, misses } = await mapOf()
  const outside = nodes.filter(({ repository }) => repository === undefined)
  expect(outside.map(({ label, named }) => [label, named])).toEqual(
    expect.arrayContaining([
      ['ledger', true],
      ['api.pay.example', undefined],
    ]),
  )
  expect(misses.map(({ detail }) => detail).sort()).toEqual(['api.pay.example', 'ledger'])
  expect((await mapOf({ service: 'web' })).misses).toEqual([])
})

test('a layer that something keeps from repeating multiplies nothing', async () => {
  const kept: TestFlow = { ...calls('api.mail.example', 6), layers: [6, 20], gated: 20 }
  await ingest(db.pool, flowScan('acme/kept', Date.UTC(2026, 0, 1), [kept]))
  await joinFlows(db.pool)
  const { nodes } = await mapOf()
  expect(nodes.find(({ label }) => label === 'api.mail.example')?.worst).toBe(20)
})
