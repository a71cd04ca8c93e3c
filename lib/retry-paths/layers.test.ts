import { expect, test } from 'vitest'
import { isLayerOf, saidLayers } from './layers'

const loop = (path: string, attempts = 3) => ({
  ...{ kind: 'loop', mechanism: 'recursion', repositoryId: 'shop' },
  ...{ path, symbol: 'send', attempts },
})
const form = (...layers: ReturnType<typeof loop>[]) => saidLayers({ layers })
const has = (before: ReturnType<typeof form>, now: ReturnType<typeof form>) =>
  now.map((layer) => isLayerOf(before, layer, now))

test('layers that are alike stay the same where their file moves with all of them', () => {
  const [before, now] = ['app/send.ts', 'web/app/send.ts'].map((path) =>
    form(loop(path), loop(path)),
  )
  expect(has(before ?? [], now ?? [])).toEqual([true, true])
})

test('of a layer more than before none that moved can be told', () => {
  const now = form(loop('web/send.ts'), loop('web/send.ts'))
  expect(has(form(loop('app/send.ts')), now)).toEqual([false, false])
})

test('a layer with other attempts is another one', () => {
  const now = form(loop('web/send.ts', 5), loop('web/send.ts'))
  expect(has(form(loop('app/send.ts', 3), loop('app/send.ts', 3)), now)).toEqual([false, false])
})
