import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { joinFlows } from '@/lib/retry-paths/join'
import { callee, caller } from '@/lib/retry-paths/testing'
import { makeTie, undoTie } from '@/lib/retry-paths/ties'
import { teamId } from '@/lib/services/store'
import { askOwners, closeQuestion } from './act'
import { followScans } from './follow-scans'
import { openQuestions, questionsAbout } from './read'
import { retryPath, scanFlows } from './testing'

const db = await testDatabase()
const ANN = { id: 'ann', name: 'Ann' }
const ASKED = { text: 'Which of us repeats this?', due: '2026-12-01' }
let path: string

beforeEach(async () => {
  await emptyDatabase(db.pool)
  path = await retryPath(db.pool)
})

const audit = async () =>
  (await db.pool.query('SELECT actor_name, action, subject_id FROM audit ORDER BY seq')).rows
const texts = (questions: readonly { text: string }[]) => questions.map(({ text }) => text)
const closed = async () => (await questionsAbout(db.pool, path))[0]?.closed

test('one question waits for the team of every layer, and for nobody else', async () => {
  const id = await askOwners(db.pool, ANN, path, ASKED)
  const waiting = (team: string) => openQuestions(db.pool, { keys: [], team: teamId(team) })
  expect(texts(await waiting('@acme/web'))).toEqual([ASKED.text])
  expect(texts(await waiting('@acme/pay'))).toEqual([ASKED.text])
  expect(await openQuestions(db.pool, { keys: ['acme/ops'] })).toEqual([])
  expect(texts(await openQuestions(db.pool, { keys: [] }))).toEqual([ASKED.text])
  expect(await questionsAbout(db.pool, path)).toMatchObject([
    {
      ...{ id, path, by: 'Ann', ...ASKED },
      layers: [
        { service: 'shop', team: { name: '@acme/web' } },
        { service: 'orders', team: { name: '@acme/pay' } },
      ],
    },
  ])
  expect(await audit()).toEqual([{ actor_name: 'Ann', action: 'question.ask', subject_id: path }])
})

test('a second question about a path is refused while one is open, also when both come at once', async () => {
  const both = await Promise.allSettled([
    askOwners(db.pool, ANN, path, ASKED),
    askOwners(db.pool, { id: 'bob', name: 'Bob' }, path, ASKED),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await audit()).toHaveLength(1)
  await expect(askOwners(db.pool, ANN, crypto.randomUUID(), ASKED)).rejects.toMatchObject({
    status: 404,
  })
})

test('it closes by itself when a scan no longer sees one of the layers', async () => {
  await askOwners(db.pool, ANN, path, ASKED)
  // Other attempts of the same layer are no answer.
  await scanFlows(db.pool, 'shop', 7, [caller([4])])
  await followScans(db.pool, true)
  expect(await closed()).toBeUndefined()
  await scanFlows(db.pool, 'orders', 8, [callee([])])
  await followScans(db.pool, true)
  expect(await closed()).toMatchObject({ how: 'path-gone', by: 'Plumbline, from scans' })
  expect((await audit()).map(({ action }) => action)).toEqual(['question.ask', 'question.close'])
  expect(await openQuestions(db.pool, { keys: [] })).toEqual([])
})

test('at rest no question is looked at: only after scans were applied or paths joined', async () => {
  await askOwners(db.pool, ANN, path, ASKED)
  await scanFlows(db.pool, 'orders', 8, [callee([])])
  // Another process joins them first.
  await joinFlows(db.pool)
  await followScans(db.pool, false)
  expect(await closed()).toBeUndefined()
  await followScans(db.pool, true)
  expect(await closed()).toMatchObject({ how: 'path-gone' })
})

test('of a path that goes on with fewer layers the one that went is named', async () => {
  await scanFlows(db.pool, 'orders', 1, [callee([2, 5])])
  await followScans(db.pool, true)
  await askOwners(db.pool, ANN, path, ASKED)
  await scanFlows(db.pool, 'orders', 2, [callee([2])])
  await followScans(db.pool, true)
  const reason = 'Not on the path any more: retry in orders.'
  expect(await closed()).toMatchObject({ how: 'layer-gone', reason })
  await expect(askOwners(db.pool, ANN, path, ASKED)).resolves.toBeTruthy()
})

const otherWay = (layers: number[]) => ({
  ...caller(layers),
  ...{ out: ['http:ANY orders/orders', 'host:orders'], path: 'src/again.ts', mechanism: 'got' },
})

test('another way that is worse now mends nothing: its layers were not asked about', async () => {
  await askOwners(db.pool, ANN, path, ASKED)
  await scanFlows(db.pool, 'shop', 1, [caller([3]), otherWay([5])])
  await followScans(db.pool, true)
  expect(await closed()).toBeUndefined()
  await scanFlows(db.pool, 'shop', 2, [otherWay([5])])
  await followScans(db.pool, true)
  const reason = 'Not on the path any more: retry in shop.'
  expect(await closed()).toMatchObject({ how: 'layer-gone', reason })
})

test('a layer that a scanner calls by another name is no answer', async () => {
  await askOwners(db.pool, ANN, path, ASKED)
  await scanFlows(db.pool, 'shop', 1, [{ ...caller([3]), mechanism: 'p-retry' }])
  await followScans(db.pool, true)
  expect(await closed()).toBeUndefined()
})

test('what is not looked for any more is not gone: the question stays open', async () => {
  await askOwners(db.pool, ANN, path, ASKED)
  await db.pool.query(
    `UPDATE presence SET to_at = now() - interval '1 hour', end_reason = 'rule-removed'
     WHERE finding_id = $1`,
    [path],
  )
  await db.pool.query(
    "UPDATE standing SET to_at = now() - interval '1 hour' WHERE finding_id = $1",
    [path],
  )
  await followScans(db.pool, true)
  expect(await closed()).toBeUndefined()
  await expect(askOwners(db.pool, ANN, path, ASKED)).rejects.toMatchObject({ status: 409 })
})

test('a tie that is taken back mends nothing: the question stays open', async () => {
  const gate = { ...caller([3]), out: ['http:POST gate/orders', 'host:gate'] }
  await scanFlows(db.pool, 'shop', 1, [gate])
  const { rows } = await db.pool.query("SELECT id FROM repository WHERE name = 'acme/orders'")
  const tie = { outKey: 'host:gate', repository: rows[0].id, service: 'orders' }
  const id = await makeTie(db.pool, ANN, tie)
  const tied = await db.pool.query<{ id: string }>(
    "SELECT finding_id AS id FROM standing WHERE kind = 'retry-path' AND to_at IS NULL",
  )
  path = tied.rows[0]?.id ?? ''
  await askOwners(db.pool, ANN, path, ASKED)
  await undoTie(db.pool, ANN, id)
  await followScans(db.pool, true)
  expect(await questionsAbout(db.pool, path)).toHaveLength(1)
  expect(await closed()).toBeUndefined()
})

test('by hand it closes once, with the reason, and the audit names who did it', async () => {
  const id = await askOwners(db.pool, ANN, path, ASKED)
  const closing = { how: 'by-hand', reason: 'orders keeps it' } as const
  const both = await Promise.all([
    closeQuestion(db.pool, ANN, id, closing),
    closeQuestion(db.pool, ANN, id, closing),
  ])
  expect(both.sort()).toEqual([false, true])
  expect(await closed()).toMatchObject({ by: 'Ann', reason: 'orders keeps it' })
  expect(await audit()).toHaveLength(2)
})
