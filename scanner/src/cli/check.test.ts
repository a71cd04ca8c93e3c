import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TestRepository } from '../git/testing'
import { testServer } from '../push/testing'
import { main } from './main'

const SWALLOWED = 'export async function f() {\n  try {\n    await g()\n  } catch {}\n}\n'
let repository: TestRepository
let folder: string
let baseline: string
let [out, err] = ['', '']

beforeEach(() => {
  repository = new TestRepository()
  folder = mkdtempSync(join(tmpdir(), 'plumbline-check-'))
  baseline = join(folder, 'plumbline-baseline.json')
  vi.stubEnv('PLUMBLINE_HOME', folder)
  const writer = (keep: (text: string) => void) => (text: string | Uint8Array) => {
    keep(String(text))
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(writer((text) => (out += text)))
  vi.spyOn(process.stderr, 'write').mockImplementation(writer((text) => (err += text)))
  repository.write('a.ts', SWALLOWED)
  repository.commit('2026-01-05T10:00:00Z')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  repository.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function check(...args: string[]) {
  ;[out, err] = ['', '']
  const code = await main(['check', repository.path, ...args])
  return { code, out, err }
}

const write = () => check('--write-baseline', baseline)

describe('against a committed baseline', () => {
  it('ends with 0 where nothing is new, and with 1 naming only what is', async () => {
    expect((await write()).code).toBe(0)
    repository.write('moved/a.ts', `// moved\n${SWALLOWED}`)
    repository.remove('a.ts')
    repository.commit('2026-01-06T10:00:00Z')
    expect(await check('--baseline', baseline)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing new.'),
    })
    repository.write('b.ts', SWALLOWED.replace('f()', 'other()'))
    repository.commit('2026-01-07T10:00:00Z')
    const { code, out: said } = await check('--baseline', baseline)
    expect(code).toBe(1)
    expect(said).toMatch(/NEW {2}b\.ts:4 {2}pattern\/swallowed-error-empty/)
    expect(said).not.toContain('moved/a.ts')
  })

  it('gives the same as JSON, and the new results as SARIF', async () => {
    await write()
    repository.write('b.ts', SWALLOWED.replace('f()', 'other()'))
    repository.commit('2026-01-07T10:00:00Z')
    const sarif = join(folder, 'new.sarif')
    const { code, out: said } = await check('--baseline', baseline, '--json', '--sarif', sarif)
    expect([code, JSON.parse(said).items[0].path, JSON.parse(said).breach]).toEqual([
      1,
      'b.ts',
      true,
    ])
    const [run] = JSON.parse(readFileSync(sarif, 'utf8')).runs
    expect(run.results).toHaveLength(1)
    expect(run.results[0]).toMatchObject({
      baselineState: 'new',
      ruleId: 'pattern/swallowed-error-empty',
    })
  })

  it.each<[string, (text: string) => string, RegExp]>([
    ['cut off', (text) => text.slice(0, 200), /cannot be read.*Write it again with/],
    [
      'of another format',
      (t) => t.replace('"format": 1', '"format": 9'),
      /format 9.*reads 1.*again/,
    ],
    ['with parts missing', (t) => t.replace('"rules"', '"rulez"'), /damaged.*again/],
    [
      'of another repository',
      (t) => t.replace(/"rootCommit": "./, '"rootCommit": "x'),
      /is of .*this is .*Give the baseline of this repository/,
    ],
  ])('a baseline %s ends with 2 and what to do', async (_, broken, message) => {
    await write()
    writeFileSync(baseline, broken(readFileSync(baseline, 'utf8')))
    expect(await check('--baseline', baseline)).toMatchObject({
      code: 2,
      err: expect.stringMatching(message),
    })
  })

  it('a rule that the baseline did not have is no doing of the branch', async () => {
    await write()
    const text = readFileSync(baseline, 'utf8').replace(
      '"pattern/swallowed-error-empty"',
      '"pattern/none"',
    )
    writeFileSync(baseline, text.replace(/"findings": \[[\s\S]*\]/, '"findings": []'))
    const { code, out: said } = await check('--baseline', baseline)
    expect([code, said]).toEqual([0, expect.stringMatching(/finding of new rules/)])
  })

  it('needs one thing to compare with, and a file that is there', async () => {
    expect(await check()).toMatchObject({ code: 2, err: expect.stringMatching(/Say against what/) })
    expect(await check('--baseline', baseline)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no baseline .*--write-baseline/),
    })
  })
})

const answer = (over: object) => ({
  format: 1,
  repository: 'shop',
  base: { branch: 'main', commit: 'a'.repeat(40), committedAt: '2026-01-05T10:00:00.000Z' },
  ...{ items: [], left: 0, gone: 0, rulesAdded: 0, budgets: [], notes: [] },
  ...over,
})
const item = (verdict: string) => ({
  ...{ change: 'new', rule: 'retry-path/duplicated', path: 'q.ts', line: 3, message: '3 × 3' },
  ...{ verdict, breaks: verdict === 'breaks' ? ['b1'] : [] },
})
const budgets = [
  {
    id: 'b1',
    words: 'team pay: no more than 2 layers',
    limit: 0,
    before: 0,
    after: 1,
    broken: true,
  },
]

describe('against a server', () => {
  async function ask(reply: { status: number; body?: unknown }, ...args: string[]) {
    const server = await testServer(() => reply)
    const result = await check('--server', server.url, ...args)
    await server.close()
    return { ...result, seen: server.seen }
  }

  it('sends what is checked out, where it branched, and the token', async () => {
    vi.stubEnv('PLUMBLINE_TOKEN', 'secret-token')
    repository.git('switch', '-q', '-c', 'topic')
    repository.write('b.ts', SWALLOWED)
    repository.commit('2026-01-07T10:00:00Z')
    const { code, seen } = await ask({ status: 200, body: answer({}) })
    expect(code).toBe(0)
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toMatchObject({
      ref: 'topic',
      format: '1',
    })
    const branched = seen[0]?.url.searchParams.get('branchedAt') ?? ''
    expect(new Date(branched).toISOString()).toBe('2026-01-05T10:00:00.000Z')
    expect(seen[0]?.headers.authorization).toBe('Bearer secret-token')
    expect(JSON.parse(seen[0]?.body ?? '').runs[0].results).toHaveLength(2)
  })

  it.each<[string, string[], number]>([
    ['breaks', [], 1],
    ['within', [], 0],
    ['unbudgeted', [], 1],
    ['unbudgeted', ['--budgets-only'], 0],
    ['breaks', ['--budgets-only'], 1],
  ])('what %s with %j ends with %i', async (verdict, args, code) => {
    const body = answer({ items: [item(verdict)], budgets })
    const result = await ask({ status: 200, body }, ...args)
    expect(result.code).toBe(code)
    expect(result.out).toContain('q.ts:3')
    expect(result.out).toContain('limit 0; was 0, would be 1')
  })

  it.each<[string, { status: number; body?: unknown }, RegExp]>([
    ['knows no check', { status: 404 }, /does not know plumbline check.*Update Plumbline there/],
    [
      'knows no such repository',
      { status: 404, body: { detail: 'Scan it first.' } },
      /Scan it first/,
    ],
    ['asks for a token', { status: 401, body: { detail: 'Sign in.' } }, /Set PLUMBLINE_TOKEN/],
    ['speaks another format', { status: 200, body: { format: 2 } }, /format 2.*same version/],
    ['is something else', { status: 200, body: {} }, /does not answer as Plumbline/],
  ])('a server that %s ends with 2 and what to do', async (_, reply, message) => {
    const result = await ask(reply)
    expect(result).toMatchObject({ code: 2, err: expect.stringMatching(message) })
  })
})
