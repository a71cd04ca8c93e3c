import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { performAct } from '../acts/perform'
import { getDecision } from '../get-decision'
import { getQueue } from '../queue/get-queue'
import { writeRecord } from '../records/write-record'
import { ANN, BOB, deed, onlyDecision, scan } from '../testing'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const site = { path: 'api/a.ts' }
const soon = () => new Date(Date.now() + 1)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const day = (at: Date) => at.toISOString().slice(0, 10)
const kinds = async (id: string, at = soon()) =>
  (await getDecision(pool, id, at))?.decay.map(({ kind }) => kind)

test('code that changed under its owner asks to be confirmed, until it is', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const id = await onlyDecision(pool)
  await performAct(pool, ANN, [id], deed('own', '@billing'))
  expect(await kinds(id)).toEqual([])
  await scan(pool, { daysAgo: 0, sites: [{ ...site, path: 'api/moved.ts' }] })
  await scan(pool, { daysAgo: 5, sites: [{ ...site, content: 'changed' }] })
  await scan(pool, { daysAgo: 0, sites: [{ ...site, content: 'changed' }] })
  expect(await kinds(id)).toEqual(['code-changed'])
  const decision = await getDecision(pool, id, soon())
  expect(decision?.standing.status).toBe('owned')
  expect(decision?.decay[0]?.reason).toContain('@billing has seen an earlier form')
  const queue = await getQueue(pool, { keys: ['billing'], queue: 'decayed' }, soon())
  expect(queue.sections[0]).toMatchObject({
    total: 1,
    items: [{ decay: [{ kind: 'code-changed' }] }],
  })
  const { act } = await performAct(pool, ANN, [id], deed('confirm'))
  expect(act).toBeDefined()
  expect(await kinds(id)).toEqual([])
})

test('a review date that passes, as of a date; confirming after it is enough', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const id = await onlyDecision(pool)
  await performAct(pool, ANN, [id], deed('own', '@billing'))
  await writeRecord(pool, ANN, [id], { invariants: 'fresh', reviewOn: day(inDays(10)) })
  expect(await kinds(id)).toEqual([])
  expect(await kinds(id, inDays(12))).toEqual(['review-due'])
  const queue = await getQueue(pool, { keys: ['billing'] }, soon())
  const totals = Object.fromEntries(queue.sections.map((s) => [s.queue, s.total]))
  expect(totals).toMatchObject({ 'review-due': 1, decayed: 0, 'to-ratify': 1, 'to-own': 0 })
  await writeRecord(pool, ANN, [id], { invariants: 'fresh', reviewOn: day(inDays(-3)) })
  await performAct(pool, ANN, [id], deed('confirm'))
  expect(await kinds(id)).toEqual([])
})

test('an owner whom CODEOWNERS no longer names has left; one it never named has not', async () => {
  const named = [{ path: 'CODEOWNERS', text: '/api/ @ann @bob\n' }]
  await scan(pool, { daysAgo: 20, sites: [site], documents: named })
  const id = await onlyDecision(pool)
  await performAct(pool, ANN, [id], deed('own', '@ann'))
  expect(await kinds(id)).toEqual([])
  await scan(pool, {
    daysAgo: -1,
    sites: [site],
    documents: [{ path: 'CODEOWNERS', text: '* @bob' }],
  })
  expect(await kinds(id)).toEqual([])
  expect(await kinds(id, inDays(2))).toEqual(['owner-left'])
  await performAct(pool, BOB, [id], deed('own', '@nobody-there', { expected: 1e9 }))
  expect(await kinds(id, inDays(2))).toEqual([])
})

test('queues: proposed to me, expiring, expired and announced, rejected with its age', async () => {
  await scan(pool, { daysAgo: 20, sites: [site, { path: 'b.ts' }, { path: 'c.ts' }] })
  const { rows } = await pool.query<{ id: string }>(
    'SELECT finding_id AS id FROM standing s JOIN version v ON v.id = s.version_id ORDER BY v.path',
  )
  const [a = '', b = '', c = ''] = rows.map(({ id }) => id)
  await performAct(pool, ANN, [a], deed('propose', '@billing'))
  const until = inDays(10).getTime()
  await performAct(pool, ANN, [b], deed('accept', undefined, { until, reason: 'spring' }))
  await performAct(pool, ANN, [c], deed('reject', undefined, { reason: 'must go' }))
  const totals = async (at: Date, keys: string[] = []) => {
    const { sections } = await getQueue(pool, { keys }, at)
    return Object.fromEntries(
      sections.filter(({ total }) => total > 0).map((s) => [s.queue, s.total]),
    )
  }
  expect(await totals(soon())).toEqual({ 'to-own': 1, expiring: 1, rejected: 1 })
  expect(await totals(soon(), ['billing'])).toEqual({ 'to-own': 1 })
  expect(await totals(soon(), ['pay'])).toEqual({})
  expect(await totals(inDays(11))).toEqual({ 'to-own': 1, expired: 1, rejected: 1 })
  expect(await totals(inDays(40))).toEqual({ 'to-own': 1, rejected: 1 })
  const { sections } = await getQueue(pool, { keys: [], queue: 'rejected' }, inDays(5))
  expect(sections[0]?.items[0]).toMatchObject({
    age: { days: 25 },
    standing: { reason: 'must go' },
  })
})
