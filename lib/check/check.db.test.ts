import { beforeEach, expect, test } from 'vitest'
import { setBudget } from '@/lib/budgets/act'
import type { BudgetRule } from '@/lib/budgets/types'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { applyScan } from '@/lib/ingest/apply'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { serviceId } from '@/lib/services/store'
import { CheckError, checkBranch } from './check-branch'

const db = await testDatabase()
const NAME = 'acme/shop'
const now = new Date('2026-03-02T12:00:00Z')
const RULES = ['pattern/swallowed', 'retry/path']

beforeEach(() => emptyDatabase(db.pool))

const pattern = (symbol: string): Observation => ({
  ...{ ruleKey: 'pattern/swallowed', path: 'api/a.ts', symbol, form: symbol, content: symbol },
  ...{ message: `swallowed in ${symbol}`, level: 'warning', suppressed: false, startLine: 1 },
})
const path = (name: string, attempts: number, layers = 2): Observation => ({
  ...{ ruleKey: 'retry/path', path: 'api/q.ts', symbol: name, form: name, toolIdentity: name },
  ...{ message: `${name} retries`, level: 'warning', suppressed: false, attempts },
  data: { layers: new Array(layers).fill({}) },
})

function scan(at: string, observations: Observation[], over: Partial<ScanContent> = {}) {
  const content: ScanContent = {
    repository: { name: NAME },
    commit: at.replace(/\D/g, '').padEnd(40, '0').slice(0, 40),
    committedAt: Date.parse(at),
    ...{ branch: 'main', defaultBranch: true, tool: 'plumbline', category: 'code' },
    succeeded: true,
    coverage: { extent: 'full', rules: RULES },
    rules: RULES.map((ruleKey) => ({
      ruleKey,
      kind: ruleKey.startsWith('retry') ? 'retry-path' : 'pattern',
      level: 'warning',
    })),
    observations,
    services: [{ name: 'api', paths: ['api/**'], team: 'red' }],
    commits: [],
    notifications: [],
    ...over,
  }
  return content
}

let repository = { id: '', name: NAME }

async function onMain(at: string, observations: Observation[]): Promise<void> {
  const upload = '00000000-0000-4000-8000-000000000001'
  await inTransaction(db.pool, (client) => applyScan(client, upload, scan(at, observations)))
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM repository')
  repository = { id: rows[0]?.id ?? '', name: NAME }
}

const budget = (rule: BudgetRule) =>
  setBudget(
    db.pool,
    { id: 'ada', name: 'Ada' },
    { by: 'service', key: serviceId(repository.id, 'api'), rule, from: new Date('2026-01-01') },
  )

async function check(observations: Observation[], branchedAt?: string, narrow = false) {
  const topic = scan('2026-03-02T10:00:00Z', observations, {
    branch: 'topic',
    defaultBranch: false,
  })
  const branched = branchedAt === undefined ? undefined : new Date(branchedAt)
  const query = { repository, scan: topic, branchedAt: branched, narrow, now }
  const result = await checkBranch(db.pool, query)
  const items = result.items.map((i) => [i.change, i.symbol, i.verdict])
  return { ...result, items }
}

const dump = async () => {
  const tables = ['scan', 'stream', 'version', 'presence', 'standing', 'flow_change', 'rule']
  const found = []
  for (const table of tables) {
    found.push((await db.pool.query(`SELECT * FROM ${table} t ORDER BY t::text`)).rows)
  }
  return found
}

test('names only what is new, and stores nothing of it', async () => {
  await onMain('2026-03-01T10:00:00Z', [pattern('old'), pattern('mended')])
  const before = await dump()
  const result = await check([pattern('old'), pattern('fresh')])
  expect(result).toMatchObject({ items: [['new', 'fresh', 'unbudgeted']], gone: 1, rulesAdded: 0 })
  expect(result.base).toMatchObject({ branch: 'main', committedAt: '2026-03-01T10:00:00.000Z' })
  expect(await dump()).toEqual(before)
})

test('what the default branch mended or got since the branch began is not of its making', async () => {
  await onMain('2026-02-20T10:00:00Z', [pattern('shared'), pattern('mended on main')])
  await onMain('2026-03-01T10:00:00Z', [pattern('shared'), pattern('new on main')])
  await budget({ kind: 'most', measure: 'flagged-patterns', most: 2 })
  const branch = [pattern('shared'), pattern('mended on main')]
  const later = await check(branch, '2026-02-21T00:00:00Z')
  expect([later.items, later.gone]).toEqual([[], 0])
  const one = await check([...branch, pattern('fresh')], '2026-02-21T00:00:00Z')
  expect(one.items).toEqual([['new', 'fresh', 'breaks']])
  expect(one.budgets).toMatchObject([{ before: 2, after: 3, limit: 2, broken: true }])
})

test('a new path within layers and attempts is within budget, one beyond breaks it', async () => {
  await onMain('2026-03-01T10:00:00Z', [path('known', 9)])
  await budget({ kind: 'retries', measure: 'duplicated-retries', layers: 2, attempts: 6 })
  expect((await check([path('known', 9), path('small', 4)])).items).toEqual([
    ['new', 'small', 'within'],
  ])
  expect((await check([path('known', 9), path('deep', 4, 3)])).items).toEqual([
    ['new', 'deep', 'breaks'],
  ])
})

test('a path that gets more attempts is worse, and breaks the budget it then exceeds', async () => {
  await onMain('2026-03-01T10:00:00Z', [path('q', 4)])
  await budget({ kind: 'retries', measure: 'duplicated-retries', layers: 2, attempts: 6 })
  expect((await check([path('q', 5)])).items).toEqual([['worse', 'q', 'within']])
  const grown = await check([path('q', Number.POSITIVE_INFINITY)])
  expect(grown.items).toEqual([['worse', 'q', 'breaks']])
  expect((await check([path('q', 3)])).items).toEqual([])
})

test('a number that may only fall: one new for one gone is within it, one more breaks it', async () => {
  await onMain('2026-03-01T10:00:00Z', [pattern('a'), pattern('b')])
  await budget({ kind: 'falls', measure: 'flagged-patterns' })
  expect((await check([pattern('a'), pattern('c')])).items).toEqual([['new', 'c', 'within']])
  const more = [pattern('a'), pattern('b'), pattern('c')]
  expect((await check(more)).items).toEqual([['new', 'c', 'breaks']])
})

test('who sees one repository alone is told whether a team’s budget holds, and no number of it', async () => {
  await onMain('2026-03-01T10:00:00Z', [pattern('a')])
  const { rows } = await db.pool.query<{ id: string }>("SELECT id FROM team WHERE name = 'red'")
  const of = { by: 'team' as const, key: rows[0]?.id ?? '', from: new Date('2026-01-01') }
  const rule = { kind: 'most' as const, measure: 'flagged-patterns' as const, most: 1 }
  await setBudget(db.pool, { id: 'ada', name: 'Ada' }, { ...of, rule })
  await budget(rule)
  const branch = [pattern('a'), pattern('b')]
  const numbers = { limit: 1, before: 1, after: 2, broken: true }
  expect((await check(branch)).budgets).toMatchObject([numbers, numbers])
  const { items, budgets, notes } = await check(branch, undefined, true)
  expect(items).toEqual([['new', 'b', 'breaks']])
  const told = budgets.map(({ id, words, ...more }) => [words.split(' ')[0], more])
  expect(Object.fromEntries(told)).toEqual({ team: { broken: true }, service: numbers })
  expect(notes.join()).toMatch(/not told to the token of one/)
})

test('a budget that is broken already breaks no branch that adds nothing to it', async () => {
  await onMain('2026-03-01T10:00:00Z', [pattern('a'), pattern('b')])
  await budget({ kind: 'most', measure: 'flagged-patterns', most: 0 })
  const result = await check([pattern('a')])
  expect([result.items, result.budgets]).toEqual([[], []])
})

test('what cannot be compared is refused with what to do', async () => {
  repository = { id: '00000000-0000-4000-8000-000000000009', name: NAME }
  await expect(check([])).rejects.toThrow(CheckError)
  await expect(check([])).rejects.toThrow(/Scan the default branch first/)
  await onMain('2026-03-01T10:00:00Z', [])
  const failed = scan('2026-03-02T10:00:00Z', [], {
    succeeded: false,
    coverage: { extent: 'seen' },
  })
  await expect(checkBranch(db.pool, { repository, scan: failed, now })).rejects.toThrow(/failed/)
})
