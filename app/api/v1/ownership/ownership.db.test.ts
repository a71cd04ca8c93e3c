import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, database } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { scan } from '@/lib/ownership/testing'
import * as undo from './acts/[id]/undo/route'
import * as acts from './acts/route'
import * as audit from './audit/route'
import * as codeowners from './codeowners/route'
import * as decision from './decisions/[id]/route'
import * as inbox from './inbox/route'
import * as measures from './measures/route'
import * as queue from './queue/route'
import * as records from './records/route'
import * as reorganisations from './reorganisations/route'
import * as rule from './rules/[id]/route'
import * as rules from './rules/route'
import * as templates from './templates/route'
import * as who from './who/route'

let db: Database
const name = 'github.com/acme/shop'

beforeAll(async () => {
  const { url } = await testDatabase()
  process.env.DATABASE_URL = url
  db = database()
  const documents = [{ path: 'CODEOWNERS', text: '/api/ @acme/pay\n' }]
  const teams = { api: '@acme/pay' }
  await scan(db.pool, { daysAgo: 9, sites: [{ path: 'api/a.ts' }], documents, teams })
})
afterAll(() => db.close())

type Handler = (typeof inbox)['GET']

async function call(handler: Handler, query: Record<string, string>, body?: unknown, id = '') {
  const url = `http://localhost/?${new URLSearchParams(query)}`
  const init =
    body === undefined
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await handler(new Request(url, init), { params: Promise.resolve({ id }) })
  return { status: response.status, answer: await response.json() }
}

test('a sitting: look, own, explain, record, undo, and the trail of it', async () => {
  const { answer: before } = await call(inbox.GET, { team: '@acme/pay' })
  expect(before).toMatchObject({ decisions: 1, groups: [{ suggestion: { line: 1 } }] })
  const [group] = before.groups
  const act = { act: 'own', group: { key: group.key }, owner: '@acme/pay', expected: before.stamp }
  const { answer: done } = await call(acts.POST, {}, act)
  expect(done).toMatchObject({ assigned: 1, summary: '1 assigned to @acme/pay.' })
  const findings = group.findings
  const { answer: written } = await call(
    records.POST,
    {},
    { findings, record: { invariants: 'x' } },
  )
  expect(written).toMatchObject({ written: 1 })
  const { answer: one } = await call(decision.GET, {}, undefined, findings[0])
  expect(one).toMatchObject({
    standing: { status: 'owned', source: 'act', by: { id: 'local' } },
    record: { invariants: 'x' },
    template: { label: 'Caching' },
    age: { days: 9 },
  })
  const { answer: mine } = await call(queue.GET, { owner: '@acme/pay', queue: 'to-ratify' })
  expect(mine.sections).toMatchObject([{ total: 1 }])
  const { answer: numbers } = await call(measures.GET, {})
  expect(numbers).toMatchObject({
    coverage: { owned: 1, open: 0, share: 1 },
    timeToOwnership: { decisions: 1 },
  })
  expect((await call(undo.POST, {}, '', done.act)).status).toBe(200)
  expect((await call(undo.POST, {}, '', done.act)).status).toBe(409)
  const { answer: again } = await call(measures.GET, {})
  expect(again).toMatchObject({ coverage: { owned: 0 }, timeToOwnership: { decisions: 0 } })
  const { answer: trail } = await call(audit.GET, { subject: findings[0], limit: '2' })
  expect(trail.rows.map((row: { action: string }) => row.action)).toEqual([
    'ownership.undo',
    'record.write',
  ])
  const { answer: rest } = await call(audit.GET, { subject: findings[0], cursor: trail.next })
  expect(rest.rows).toHaveLength(1)
})

test('rules, paths, lint, templates, reorganisations', async () => {
  const { answer: made, status } = await call(
    rules.POST,
    {},
    { pattern: '/api/', owner: '@x', repository: name },
  )
  expect(status).toBe(201)
  const { answer: owns } = await call(who.GET, { repository: name, path: '/api/b.ts' })
  expect(owns.candidates.map(({ source }: { source: string }) => source)).toEqual([
    'rule',
    'codeowners',
  ])
  expect((await call(rule.DELETE, {}, undefined, made.id)).status).toBe(200)
  expect((await call(rule.DELETE, {}, undefined, made.id)).status).toBe(404)
  expect((await call(rules.GET, {})).answer.rules).toMatchObject([{ to: expect.any(String) }])
  expect((await call(codeowners.GET, { repository: name })).answer).toMatchObject({ paths: 1 })
  expect((await call(templates.GET, {})).answer.templates).toHaveLength(7)
  const change = { kind: 'merge', from: ['@acme/pay'], to: '@acme/money' }
  const { answer: preview } = await call(reorganisations.POST, {}, { change, preview: true })
  expect(preview).toMatchObject({ preview: true, moves: [{ decisions: 1 }] })
  const stale = await call(reorganisations.POST, {}, { change, expected: 'old' })
  expect(stale.status).toBe(409)
})

test('what cannot be is answered with what is wrong and where', async () => {
  const none = '00000000-0000-4000-8000-000000000001'
  const bad: [Handler, Record<string, string>, unknown, number, string][] = [
    [acts.POST, {}, '{', 400, 'not JSON'],
    [acts.POST, {}, { act: 'own', findings: [none], owner: ['@a', '@b'] }, 400, 'exactly one'],
    [
      acts.POST,
      {},
      { act: 'accept', findings: [none], reason: 'x', until: '2020-01-01' },
      400,
      'in the future',
    ],
    [acts.POST, {}, { act: 'own', group: { key: 'x' } }, 400, 'group'],
    [undo.POST, {}, '', 404, 'no act'],
    [inbox.GET, { cursor: 'x' }, undefined, 400, 'not one that this server gave'],
    [inbox.GET, { age: 'old' }, undefined, 400, 'must be one of 0-7'],
    [inbox.GET, { team: 'nobody' }, undefined, 400, 'is not known'],
    [queue.GET, { queue: 'x' }, undefined, 400, 'must be one of'],
    [who.GET, { repository: 'x', path: 'y' }, undefined, 400, 'is not known'],
    [rules.POST, {}, { pattern: '!x', owner: '@x' }, 400, 'no pattern'],
    [
      reorganisations.POST,
      {},
      { change: { kind: 'rename', from: '@no', to: '@x' } },
      400,
      '@no is not known',
    ],
    [
      records.POST,
      {},
      { findings: [none], record: { invariants: 'x'.repeat(65_537) } },
      400,
      '64 KB',
    ],
    [records.POST, {}, `"${'x'.repeat(4_000_001)}"`, 413, '4 MB'],
    [decision.GET, {}, undefined, 404, 'no decision'],
  ]
  for (const [handler, query, body, status, words] of bad) {
    const answer = await call(handler, query, body)
    expect([answer.status, answer.answer.detail]).toEqual([status, expect.stringContaining(words)])
  }
})
