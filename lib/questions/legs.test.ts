import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SaidLayer } from '@/lib/retry-paths/layers'
import { goneFromCode, goneLegs, placeOf } from './legs'
import type { AskedLayer } from './types'

const said = (key: string, mechanism = 'retry', more: Partial<SaidLayer> = {}): SaidLayer => ({
  ...{ key, kind: 'wrapper', attempts: 3, path: null, line: null, symbol: null, service: 'a' },
  ...{ repository: 'r', repositoryId: 'r', said: { mechanism } },
  ...more,
})
const asked = ({ key, kind, said: { mechanism } }: SaidLayer): AskedLayer => ({
  ...{ key, kind, service: 'a', repository: 'r', repositoryId: 'r' },
  mechanism: String(mechanism),
})

const keys = (layers: readonly AskedLayer[]) => layers.map(({ key }) => key)

test('a layer that moved is there still, one that was taken out is gone', () => {
  const layers = [said('one'), said('two', 'p-retry')].map(asked)
  expect(goneLegs(layers, [said('one'), said('elsewhere', 'p-retry')])).toEqual([])
  expect(keys(goneLegs(layers, [said('one'), said('three', 'got')]))).toEqual(['two'])
  expect(keys(goneLegs(layers, [said('one'), said('two', 'p-retry', { attempts: 1 })]))).toEqual([
    'two',
  ])
})

test('of alike layers as many are gone as there are fewer, and never one that is there', () => {
  const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
  fc.assert(
    fc.property(list, list, (before, after) => {
      const gone = keys(
        goneLegs(
          before.map((key) => asked(said(key))),
          after.map((k) => said(k)),
        ),
      )
      expect(gone).toHaveLength(Math.max(0, before.length - after.length))
      expect(gone.filter((key) => after.some((kept) => kept === key))).toEqual([])
    }),
  )
})

test('what is not on the path but in the code is not gone, each layer counted once', () => {
  const [run, other, far] = [
    { ...asked(said('run')), path: 'a.ts', symbol: 'run' },
    { ...asked(said('other')), path: 'b.ts' },
    { ...asked(said('far')), path: 'a.ts', symbol: 'run', repositoryId: 'elsewhere' },
  ]
  const again = { ...run, key: 'run-2' }
  const layers = [run, again, other, far]
  const standing = new Map([[placeOf(run), 1]])
  expect(keys(goneFromCode(layers, [run, other, far], standing))).toEqual(['run', 'other', 'far'])
  expect(keys(goneFromCode(layers, [run, again, other], standing))).toEqual(['run-2', 'other'])
  expect(goneFromCode(layers, [], new Map())).toEqual([])
})
