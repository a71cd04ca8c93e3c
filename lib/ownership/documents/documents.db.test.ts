import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { verifyStanding } from '@/lib/standing/verify'
import { performAct } from '../acts/perform'
import { getDecision } from '../get-decision'
import { lintRepository } from '../paths/lint'
import { whoOwns } from '../paths/who-owns'
import { createRule } from '../rules/store'
import { reorganise } from '../teams/reorganise'
import { ANN, by, daysAgo, deed, onlyDecision, scan } from '../testing'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const site = { path: 'api/a.ts' }
const record = (owner: string) => ({
  path: 'docs/decisions/0007.md',
  text: `---\nstatus: accepted\ndeciders: "${owner}", Bo\npaths:\n  - api/**\n---`,
})
const repository = async () => {
  const { rows } = await pool.query<{ id: string; name: string }>('SELECT id, name FROM repository')
  if (!rows[0]) throw new Error('no repository')
  return rows[0]
}
const soon = () => new Date(Date.now() + 1)

test('a decision record owns from its commit on, in whatever order scans arrive', async () => {
  await scan(pool, { daysAgo: 2, sites: [site], documents: [] })
  await scan(pool, { daysAgo: 20, sites: [site], documents: [] })
  await scan(pool, { daysAgo: 10, sites: [site], documents: [record('@ann')] })
  const id = await onlyDecision(pool)
  const at = async (days: number) => (await getDecision(pool, id, daysAgo(days)))?.standing
  expect(await at(15)).toMatchObject({ status: 'unowned', source: 'none' })
  expect(await at(5)).toMatchObject({
    status: 'owned',
    owner: { kind: 'person', name: '@ann' },
    others: [{ name: 'Bo' }],
    source: 'document',
    because: ['docs/decisions/0007.md:3 names @ann, Bo.'],
  })
  expect(await at(1)).toMatchObject({ status: 'unowned' })
  expect(await verifyStanding(pool)).toEqual([])
})

test('one over the other is explained: a person over a comment over a record', async () => {
  const said = { ...site, owner: '@code' }
  await scan(pool, { daysAgo: 10, sites: [said], documents: [record('@ann')] })
  const id = await onlyDecision(pool)
  const before = await getDecision(pool, id, soon())
  expect(before?.standing).toMatchObject({ source: 'comment', owner: { name: '@code' } })
  expect(before?.standing.because[0]).toBe(
    'A comment beside the code (api/a.ts:1) names @code, which wins over the record: docs/decisions/0007.md:3 names @ann, Bo.',
  )
  await performAct(pool, ANN, [id], deed('own', '@billing', { reason: 'agreed' }))
  const { standing, history, candidates } = (await getDecision(pool, id, soon())) ?? {}
  expect(standing).toMatchObject({ source: 'act', owner: { name: '@billing' }, by: by(ANN) })
  expect(standing?.because[0]).toMatch(/^Ann gave it an owner \(@billing\) on \d+ \w{3} \d{4}[.:]/)
  expect(standing?.because[1]).toContain('what a person decided wins over it.')
  expect(history).toMatchObject([{ status: 'owned', by: by(ANN), reason: 'agreed' }])
  expect(candidates).toMatchObject([{ source: 'introduced' }])
})

test('who owns a path: rule, CODEOWNERS, catalog, in this order; unknown is said', async () => {
  const text = '*  @all\n/api/ @acme/api @gone\n/dead/ @gone\n!oops @x\n'
  const catalog = {
    path: 'api/catalog-info.yaml',
    text: 'kind: Component\nmetadata:\n  name: a\nspec:\n  owner: apis\n',
  }
  await scan(pool, {
    daysAgo: 10,
    sites: [{ ...site, owner: '@gone' }],
    documents: [{ path: 'CODEOWNERS', text }, catalog],
  })
  const owner = { kind: 'team', name: '@rule' } as const
  await createRule(pool, ANN, { pattern: '/api/', owner, reason: 'agreed in May' })
  const who = await whoOwns(pool, await repository(), 'api/a.ts', soon())
  expect(who.candidates.map(({ source, owner, where }) => [source, owner.name, where])).toEqual([
    ['rule', '@rule', 'rule `/api/`'],
    ['codeowners', '@acme/api', 'CODEOWNERS:2'],
    ['catalog', 'apis', 'api/catalog-info.yaml:5'],
  ])
  expect(who.unknown.map(({ source }) => source)).toEqual(['introduced', 'wrote'])
  expect(who.codeowners?.steps.map(({ line, outcome }) => [line, outcome])).toEqual([
    [1, 'overridden'],
    [2, 'decides'],
  ])
  await reorganise(pool, ANN, { change: { kind: 'leave', from: '@gone' } })
  const lint = await lintRepository(pool, await repository(), soon())
  expect(lint.dead.map(({ line }) => line)).toContain(3)
  expect(lint.unknownOwners).toEqual([{ owner: '@gone', lines: [2, 3] }])
  expect(lint.diagnostics.map(({ line }) => line)).toContain(4)
})

test('a repository of which no scan has told files says so', async () => {
  await scan(pool, { daysAgo: 10, sites: [site] })
  const who = await whoOwns(pool, await repository(), 'api/a.ts', soon())
  expect(who.candidates).toEqual([])
  expect(who.unknown[1]?.reason).toContain('No scan has told of any so far.')
  expect((await lintRepository(pool, await repository(), soon())).note).toContain(
    'No scan has told',
  )
})
