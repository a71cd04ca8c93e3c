import { expect, test } from 'vitest'
import { saidLayers } from './layers'
import { aboutOf } from './owners'

const path = 'src/clients.ts'
const at = (line: number, retry = true) => ({
  ...{ repositoryId: 'home', path, from: line, to: line, symbol: null, retry, line },
})
const layerAt = (line: number) => {
  const [layer] = saidLayers({ layers: [{ kind: 'sdk-default', attempts: 3, path, line }] })
  if (!layer) throw new Error('no layer')
  return layer
}

test.each([
  ['the one at its line, of two on neighbouring lines', [at(10), at(11)], 11, 11],
  ['the nearest of several', [at(9), at(13)], 12, 13],
  ['one about retries before one that is nearer', [at(10, false), at(12)], 10, 12],
  ['none that is far away', [at(2), at(30)], 12, undefined],
])('a layer is decided on by %s', (_, rows, line, expected) => {
  expect(aboutOf(rows, layerAt(line), 'home')?.line).toBe(expected)
})
