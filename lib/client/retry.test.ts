import { expect, test } from 'vitest'
import type { MapNode } from '@/lib/retry-paths/types'
import { boxHref } from './retry'

const box = (label: string, more: Partial<MapNode> = {}): MapNode => ({
  ...{ id: `out:${label}`, label, worst: 20, repeats: 0 },
  ...more,
})

test('a service opens what is around it', () => {
  expect(boxHref(box('shop', { id: 's', repository: 'acme/shop' }), {})).toBe(
    '/retry-map?service=s',
  )
})

test.each([
  ['api.pay.example', 'api.pay.example'],
  ['address in PAY_URL', 'PAY_URL'],
])('what is out of the house (%s) opens the flows that call it, at the same time', (label, q) => {
  expect(boxHref(box(label), { at: '2026-06-01T00:00:00.000Z' })).toBe(
    `/flows?q=${q}&at=2026-06-01T00%3A00%3A00.000Z`,
  )
})
