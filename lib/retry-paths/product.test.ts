import { expect, test } from 'vitest'
import { layerToKeep, remaining, saidLayers } from './layers'
import { arithmeticOf, boundedProduct, product } from './product'

test('unbounded wins, then unknown; neither is ever one', () => {
  expect(product([5, 3, 3])).toBe(45)
  expect(product([5, 'unknown', 'unbounded'])).toBe('unbounded')
  expect(product([5, 'unknown'])).toBe('unknown')
  expect(boundedProduct([5, 'unbounded', 3])).toBe(15)
})

const layers = saidLayers({
  layers: [
    { kind: 'queue', attempts: 5, path: 'q.ts' },
    { kind: 'wrapper', attempts: 3, path: 'a.ts' },
    { kind: 'sdk-default', attempts: 3, path: 'a.ts' },
  ],
})

test('the arithmetic is spelled out, and each layer says what is left without it', () => {
  expect(arithmeticOf(layers)).toBe('5 queue × 3 wrapper × 3 SDK = 45')
  const left = layers.map(({ key }) => remaining(layers, new Set([key]), false))
  expect(left).toEqual([9, 15, 15])
})

test('the retry stays with the layer that somebody wrote for this call', () => {
  expect(layerToKeep(layers)?.kind).toBe('wrapper')
})
