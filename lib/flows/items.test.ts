import { expect, test } from 'vitest'
import { itemsOf, unknownOf } from './items'

const flow = [
  {
    path: 'queue.ts',
    line: 1,
    symbol: '',
    message: 'bullmq repeats this: 5 attempts (attempts: 5)',
  },
  { path: 'a.ts', line: 3, symbol: 'handle', message: 'entry GET /orders' },
  { path: 'a.ts', line: 4, symbol: 'handle', message: 'p-retry repeats this: 3 attempts' },
  { path: 'b.ts', line: 9, symbol: 'Users.load', message: 'calls Users.load' },
  { path: 'b.ts', line: 9, symbol: 'Users.load', message: 'outbound axios.get' },
]
const layer = (
  kind: string,
  mechanism: string,
  path: string,
  symbol: string,
  attempts: unknown,
) => ({
  ...{ kind, mechanism, path, symbol, attempts },
  line: 4,
  basis: 'b',
})
const segment = {
  outgoing: { kind: 'http', label: 'GET /users' },
  layers: [
    layer('queue', 'bullmq', 'queue.ts', '', 5),
    layer('wrapper', 'p-retry', 'a.ts', 'handle', 3),
    layer('sdk-default', 'axios-retry', 'b.ts', 'Users.load', 'unknown'),
  ],
  limits: [
    { kind: 'breaker', mechanism: 'opossum', value: '3 s', at: 0, path: 'a.ts' },
    { kind: 'timeout', mechanism: 'axios', value: '5 s', source: 'explicit', at: 1, path: 'b.ts' },
  ],
}

test('redelivery comes first, then each function with its retries and limits, then the client', () => {
  const told = itemsOf({ segment, flow }).map(({ kind, name, says }) => [kind, name, says])
  expect(told).toEqual([
    ['redelivery', 'bullmq', 'up to 5 attempts'],
    ['function', 'handle', undefined],
    ['retry', 'p-retry', 'up to 3 attempts'],
    ['breaker', 'opossum', '3 s'],
    ['function', 'Users.load', undefined],
    ['timeout', 'axios', '5 s'],
    ['retry', 'axios-retry', 'attempts unknown'],
  ])
})

test('a helper written elsewhere stands around what it repeats, in the order of layers', () => {
  const helper = layer('wrapper', 'helper', 'lib.ts', 'withRetry', 3)
  const inner = layer('loop', 'loop', 'b.ts', 'Users.load', 2)
  const names = itemsOf({ segment: { layers: [helper, inner] }, flow }).map(({ name }) => name)
  expect(names).toEqual(['handle', 'helper', 'Users.load', 'loop'])
})

test('what happens for each of something stands in its function, outside of what it repeats', () => {
  const fanOut = [
    { over: 'orders', at: 0, outer: 1, path: 'a.ts', line: 5, symbol: 'handle' },
    { over: 'lines', at: 0, outer: 2, path: 'a.ts', line: 6, symbol: 'handle' },
  ]
  const told = itemsOf({ segment: { ...segment, fanOut }, flow })
  expect(told.map(({ name, says }) => [name, says]).slice(1, 5)).toEqual([
    ['handle', undefined],
    ['each of orders', '× N'],
    ['p-retry', 'up to 3 attempts'],
    ['each of lines', '× M'],
  ])
})

test('every layer and limit is told once, also where its function is not on the way', () => {
  const stray = layer('loop', 'loop', 'other.ts', 'elsewhere', 2)
  const items = itemsOf({ segment: { ...segment, layers: [stray, ...segment.layers] }, flow })
  expect(items.filter(({ name }) => name === 'loop')).toHaveLength(1)
  expect(items).toHaveLength(8)
})

test('what is unknown is said: attempts, options made elsewhere, no limit, an end nobody knows', () => {
  expect(unknownOf({ segment, flow })).toEqual([
    'How often axios-retry repeats is not written where it can be read (b).',
  ])
  const limits = [
    { kind: 'timeout', mechanism: 'fetch', source: 'unknown', basis: 'set by options' },
  ]
  expect(unknownOf({ segment: { layers: [], limits }, flow })).toEqual([
    'The time limit of fetch is set by options, which is not read.',
  ])
  const [where = '', limit = ''] = unknownOf({ segment: { outgoing: { kind: 'call' } }, flow })
  expect(where).toContain('Where the last call leads is not known')
  expect(limit).toContain('No time limit is seen')
})

test('a limit that a layer sets for its attempts is one', () => {
  const layers = [{ kind: 'workflow', attempts: 3, perTry: 'StartToCloseTimeout: 4 * time.Hour' }]
  expect(unknownOf({ segment: { layers }, flow })).toEqual([])
  const [first] = itemsOf({ segment: { layers }, flow: [] })
  expect(first?.perTry).toBe('StartToCloseTimeout: 4 * time.Hour')
})

test('an entry point from which nothing goes out says so, and nothing of time limits', () => {
  expect(unknownOf({ segment: { outgoing: { kind: 'none' } }, flow })).toEqual([
    'No call out of the process is seen from here.',
  ])
})

test('what a stored segment lacks or has wrong is left out', () => {
  const junk = { layers: 'x', limits: [1, null] }
  expect(itemsOf({ segment: junk, flow: [null, 'x', { message: 'entry x' }] })).toEqual([
    { kind: 'function', name: '', path: '' },
  ])
})
