import { expect, test } from 'vitest'
import { saidLayers } from './layers'
import { pathTime } from './time'

const time = (
  data: { layers: Record<string, unknown>[]; [name: string]: unknown },
  ...without: number[]
) => {
  const said = saidLayers(data)
  const left = new Set(without.map((nth) => said[nth]?.key ?? ''))
  const { worst, takes, inversions } = pathTime(said, data, left)
  return { worst, takes, inversions: inversions.map(({ of, limit, takes: t }) => [of, limit, t]) }
}

test('the longest a path may take, layer by layer from the outside', () => {
  const layers = [
    { kind: 'queue', attempts: 5, pausesMs: 1000 },
    { kind: 'wrapper', attempts: 3, pausesMs: 2000, deadlineMs: 9000 },
    { kind: 'sdk-default', attempts: 2, perTryMs: 4000 },
  ]
  expect(time({ layers })).toEqual({ worst: 46_000, takes: [46_000, 9000, 8000], inversions: [] })
})

test('what has no limit is unknown, also where pauses cannot be read; what has no end says so', () => {
  expect(time({ layers: [{ attempts: 3 }] }).worst).toBe('unknown')
  expect(time({ timeoutMs: 10, layers: [{ attempts: 3, delay: 'soon()' }] }).worst).toBe('unknown')
  expect(time({ timeoutMs: 10, layers: [{ attempts: 'unbounded' }] }).worst).toBe('unbounded')
  expect(time({ timeoutMs: 10, layers: [{ attempts: 'unknown', deadlineMs: 70 }] }).worst).toBe(70)
})

test('who gives up before what is inside, also in another service', () => {
  const segments = [
    { service: 'shop', outgoing: { label: 'POST orders', timeoutMs: 3000 } },
    { service: 'orders', outgoing: { label: 'POST pay', timeoutMs: 2000 } },
  ]
  const layers = [
    { segment: 0, kind: 'wrapper', attempts: 2, deadlineMs: 2500 },
    { segment: 1, kind: 'loop', attempts: 3 },
  ]
  expect(time({ segments, layers })).toEqual({
    worst: 2500,
    takes: [2500, 6000],
    inversions: [
      ['call', 3000, 6000],
      ['deadline', 2500, 3000],
    ],
  })
})

test('a layer left out neither repeats nor limits, and nobody gives up before it', () => {
  const layers = [
    { kind: 'loop', attempts: 'unbounded' },
    { kind: 'wrapper', attempts: 3, deadlineMs: 5000 },
    { kind: 'sdk-default', attempts: 2, perTryMs: 4000 },
  ]
  const data = { timeoutMs: 6000, layers }
  expect(time(data)).toMatchObject({ worst: 'unbounded', takes: ['unbounded', 5000, 8000] })
  expect(time(data, 0)).toMatchObject({ worst: 5000, takes: [5000, 5000, 8000] })
  expect(time(data, 1).takes).toEqual(['unbounded', 8000, 8000])
  expect(time(data).inversions).toEqual([['deadline', 5000, 8000]])
  expect(time(data, 0, 2)).toEqual({ worst: 5000, takes: [5000, 5000, 6000], inversions: [] })
})
