import { expect, test } from 'vitest'
import { saidLayers, withoutLayers } from '../retry-paths/layers'
import type { PathLayer } from '../retry-paths/types'
import {
  deadlineWords,
  endlessLeft,
  isEndlessWithout,
  leftWithout,
  pathTitle,
  worstCase,
} from './retry'

const path = {
  rule: 'retry-path/duplicated',
  message: 'm',
  entry: 'GET /a',
  outgoing: 'pay',
  fanOuts: [],
  unbounded: [],
}

test('a path says how often it calls; one that puts its own work back has no call to name', () => {
  expect(pathTitle({ ...path, attempts: 1 })).toBe('One GET /a can call pay 1 time')
  const fanOuts = [{ symbol: 'N', over: 'orders', outer: 1 }]
  expect(pathTitle({ ...path, fanOuts, attempts: 6 })).toBe('One GET /a can call pay 6 times, × N')
  const own = { ...path, rule: 'retry-path/self-requeue', message: 'The consumer adds again' }
  expect(pathTitle({ ...own, attempts: 'unbounded' })).toBe('The consumer adds again')
})

test('what has no end is said with the attempts of each of its rounds, never as a number alone', () => {
  const unbounded = [{ reason: 'no limit', since: { at: '2026-06-07T00:00:00Z', atLeast: true } }]
  const own = { ...path, unbounded, attempts: 3 } as Parameters<typeof pathTitle>[0]
  expect(pathTitle(own)).toBe('One GET /a can call pay without end, 3 times each round')
  expect(worstCase(3, true)).toBe('without end, 3 each round')
  expect(worstCase(1, true)).toBe('without end')
  expect(worstCase('unbounded', true)).toBe('without end')
  expect(worstCase(3, false)).toBe('3')
})

test('a path has an end where the layers without one are left out', () => {
  const layer = (attempts: PathLayer['attempts'], leftOut = false) =>
    ({ attempts, leftOut }) as PathLayer
  const unbounded = [{ reason: 'no limit', since: { at: '2026-06-07T00:00:00Z', atLeast: true } }]
  const [endless, three] = [layer('unbounded'), layer(3)]
  const ofLayer = unbounded.map((one) => ({ ...one, layer: 'a' }))
  const both = { layers: [endless, three], unbounded: ofLayer } as Parameters<
    typeof isEndlessWithout
  >[0]
  expect(isEndlessWithout(both)).toBe(true)
  expect(isEndlessWithout(both, three)).toBe(true)
  expect(isEndlessWithout(both, endless)).toBe(false)
  expect(isEndlessWithout({ ...both, layers: [layer('unbounded', true), three] })).toBe(false)
  // What stands beside the layers does not go with one of them.
  expect(isEndlessWithout({ ...both, layers: [three], unbounded }, three)).toBe(true)
  expect(isEndlessWithout({ ...both, unbounded }, endless)).toBe(true)
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

test('what is left without a layer is said as a whole; what is left out is not said to have no end', () => {
  const since = { at: '2026-06-07T00:00:00Z', atLeast: true }
  const [loop, queue] = [
    { key: 'a', attempts: 'unbounded', without: 3, leftOut: false },
    { key: 'b', attempts: 3, without: 1, leftOut: false },
  ] as [PathLayer, PathLayer]
  const path = {
    layers: [loop, queue],
    unbounded: [
      { reason: 'no limit', layer: 'a', since },
      { reason: 'put back', layer: 'gone', since },
    ],
  }
  expect(leftWithout({ ...path, unbounded: path.unbounded.slice(0, 1) }, loop)).toBe('3')
  expect(leftWithout(path, queue)).toBe('still without end')
  const { without: _, ...untold } = loop
  expect(leftWithout(path, untold)).toBeUndefined()
  const tried = { ...path, layers: [{ ...loop, leftOut: true }, queue] }
  expect(endlessLeft(path).map(({ reason }) => reason)).toEqual(['no limit', 'put back'])
  expect(endlessLeft(tried).map(({ reason }) => reason)).toEqual(['put back'])
})

test('limits of callers are told beside the worst-case time, and that there are none', () => {
  const limit = (more: object) => ({ mechanism: 'p-retry', leftOut: false, ...more })
  const told = (time: number | 'unknown', ...layers: object[]) =>
    deadlineWords({ time, layers: layers.map(limit) as unknown as PathLayer[] })
  expect(told(900, {})).toMatch(/^No deadline of a caller is seen/)
  expect(told(900, { deadline: '2 s' }, { perTryMs: 300 })).toBe(
    'None of the limits that are seen is shorter than what is inside it may take: p-retry ends after 2 s, p-retry allows 300 ms for each attempt.',
  )
  expect(told('unknown', { deadline: '2 s' })).toMatch(/cannot be told\.$/)
  expect(told(900, { deadline: '2 s', leftOut: true })).toMatch(/^No deadline/)
})
