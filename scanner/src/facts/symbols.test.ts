import { describe, expect, it } from 'vitest'
import type { Language } from '../model'
import { read } from './testing'

const layersAt = async (language: Language, source: string) =>
  (await read(language, source)).retryLayers.map((one) => one.symbol)
const decisions = async (language: Language, source: string) =>
  (await read(language, source)).sites
    .filter(({ rule }) => rule === 'decision/retry')
    .map(({ symbol }) => symbol)
const functions = async (language: Language, source: string) =>
  (await read(language, source)).functions.map(({ symbol }) => symbol)

describe('symbols', () => {
  it('of decorators are what they stand on', async () => {
    const python = 'import stamina\n@stamina.retry(on=E)\ndef send():\n    api.post()\n'
    expect([await layersAt('python', python), await decisions('python', python)]).toEqual([
      ['send'],
      ['send'],
    ])
  })

  it('of work handed on at file level are the name of the result', async () => {
    const source = `export const ordersRouter = router({
  byId: procedure.input(schema).query(async ({ input }) => { await api.load(input) }),
})
export const handler = guarded(async () => { await api.save() })`
    expect(await functions('typescript', source)).toEqual(['', 'byId', 'handler'])
  })

  it('of callbacks inside a function stay with the function', async () => {
    const source = `export function f() {
  const all = items.each(async () => { await api.save() })
}`
    expect(await functions('typescript', source)).toEqual(['f'])
  })
})
