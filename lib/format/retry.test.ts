import { expect, test } from 'vitest'
import { saidLayers, withoutLayers } from '../retry-paths/layers'
import { pathTitle } from './retry'

const path = {
  rule: 'retry-path/duplicated',
  message: 'm',
  entry: 'GET /a',
  outgoing: 'pay',
  fanOuts: [],
}

test('a path says how often it calls; one that puts its own work back has no call to name', () => {
  expect(pathTitle({ ...path, attempts: 1 })).toBe('One GET /a can call pay 1 time')
  const fanOuts = [{ symbol: 'N', over: 'orders', outer: 1 }]
  expect(pathTitle({ ...path, fanOuts, attempts: 6 })).toBe('One GET /a can call pay 6 times, × N')
  const own = { ...path, rule: 'retry-path/self-requeue', message: 'The consumer adds again' }
  expect(pathTitle({ ...own, attempts: 'unbounded' })).toBe('The consumer adds again')
})

test('without a self-requeue only a queue that says its attempts leaves a number', () => {
  const requeue = { kind: 'queue', mechanism: 'self-requeue', attempts: 'unbounded' }
  const alone = saidLayers({ layers: [requeue] })
  expect(withoutLayers(alone, new Set(alone.map(({ key }) => key)))).toBeNull()
  const both = saidLayers({
    layers: [{ kind: 'queue', mechanism: 'BullMQ', attempts: 5 }, requeue],
  })
  expect(withoutLayers(both, new Set(both.slice(1).map(({ key }) => key)))).toBe(5)
})
