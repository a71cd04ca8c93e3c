import { describe, expect, it } from 'vitest'
import type { Language } from '../model'
import { fingerprints } from '../sarif/fingerprint'
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

  it.each<[Language, string, string[]]>([
    [
      'go',
      'type ring struct {\n\tmu sync.Mutex\n}\ntype slots struct {\n\tmu sync.Mutex\n}',
      ['ring', 'slots'],
    ],
    [
      'go',
      'const lockAll = `SELECT id FROM jobs FOR UPDATE`\nvar lockOne = `SELECT id FROM jobs FOR UPDATE`',
      ['lockAll', 'lockOne'],
    ],
    ['typescript', 'export const lockAll = sql`SELECT id FROM jobs FOR UPDATE`', ['lockAll']],
    ['typescript', 'queries.add(() => { const one = sql`SELECT id FROM jobs FOR UPDATE` })', ['']],
    ['python', 'LOCK_ALL = "SELECT id FROM jobs FOR UPDATE"', ['LOCK_ALL']],
  ])(
    'of a site outside of functions are what is declared there: %s %s',
    async (language, source, symbols) => {
      const head = language === 'go' ? 'package a\nimport "sync"\n' : ''
      const { sites } = await read(language, head + source)
      expect(sites.map(({ symbol }) => symbol)).toEqual(symbols)
    },
  )

  it('keep what stays apart from its equal that goes', async () => {
    const query = (name: string) => `const ${name} = \`SELECT id FROM jobs FOR UPDATE\`\n`
    const sitesOf = async (source: string) => {
      const { sites } = await read('go', `package a\n${source}`)
      return fingerprints(sites.map((one) => ({ ...one, path: 'a.go' }))).map(({ site }) => site)
    }
    const [, stays] = await sitesOf(query('lockOld') + query('lockNew'))
    expect(await sitesOf(query('lockNew'))).toEqual([stays])
  })
})
