import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { verifyStanding } from '@/lib/standing/verify'
import { readStamp } from '../ledger'
import { ANN, BOB, by, daysAgo, decisions, deed, onlyDecision, scan } from '../testing'
import { performAct } from './perform'
import { undoAct } from './undo'

const db = await testDatabase()
const { pool } = db

beforeEach(() => emptyDatabase(pool))

const site = { path: 'api/a.ts' }
const open = async (at: Date) =>
  (
    await pool.query(
      `SELECT finding_id FROM standing WHERE kind = 'decision' AND state = 'open'
       AND from_at <= $1 AND (to_at IS NULL OR to_at > $1)`,
      [at],
    )
  ).rows.length

test('an owner counts from the day of the act, and not before', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const result = await performAct(pool, ANN, [await onlyDecision(pool)], deed('own', '@billing'))
  expect(result).toMatchObject({ assigned: 1, skipped: [], summary: '1 assigned to @billing.' })
  expect(await open(daysAgo(1))).toBe(1)
  expect(await open(new Date(Date.parse(result.at) - 1))).toBe(1)
  expect(await open(new Date(result.at))).toBe(0)
  expect(await verifyStanding(pool)).toEqual([])
})

test('of many, those are skipped that cannot be changed, and why is said', async () => {
  const sites = ['a', 'b', 'c'].map((name) => ({ path: `api/${name}.ts` }))
  await scan(pool, { daysAgo: 20, sites: [...sites, { path: 'x.ts', decisionKind: 'pattern' }] })
  const ids = [...(await decisions(pool)).values()]
  await performAct(pool, ANN, ids.slice(0, 1), deed('own', '@pay'))
  const gone = '00000000-0000-4000-8000-00000000dead'
  const result = await performAct(pool, BOB, [...ids, gone, gone], deed('own', '@billing'))
  expect(result).toMatchObject({ assigned: 2, owners: [{ count: 2 }] })
  expect(result.summary).toBe(
    '2 assigned to @billing, 2 skipped: is not there any more, or never was, already owned by @pay; hand it on instead.',
  )
  expect(result.skipped.find(({ by }) => by)).toMatchObject({ by: by(ANN) })
  const audit = await pool.query('SELECT action, before, after FROM audit ORDER BY seq')
  expect(audit.rows).toHaveLength(3)
  expect(audit.rows[0]).toMatchObject({
    action: 'ownership.own',
    before: { status: 'unowned' },
    after: { status: 'owned', owner: '@pay' },
  })
})

test('of two leads at the same moment one wins, and the other is told who and when', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const id = await onlyDecision(pool)
  const expected = await readStamp(pool)
  const [one, other] = await Promise.all([
    performAct(pool, ANN, [id], deed('own', '@billing', { expected })),
    performAct(pool, BOB, [id], deed('own', '@pay', { expected })),
  ])
  expect(one.assigned + other.assigned).toBe(1)
  const [won, lost] = one.assigned === 1 ? [ANN, other] : [BOB, one]
  expect(lost.skipped).toMatchObject([{ finding: id, by: by(won) }])
  expect(lost.skipped[0]?.reason).toContain(`${won.name} was quicker: already owned by`)
  expect(Date.parse(lost.skipped[0]?.at ?? '')).toBeGreaterThan(daysAgo(1).getTime())
  expect(lost.act).toBeUndefined()
  const again = await performAct(pool, BOB, [id], deed('own', '@pay', { expected: lost.stamp }))
  expect(again.assigned).toBe(won === BOB ? 0 : 1)
})

test('an acceptance ends by itself, and is then open again', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const until = Date.now() + 90 * 86_400_000
  const said = deed('accept', undefined, { until, reason: 'rewritten in spring', approver: 'Ann' })
  await performAct(pool, ANN, [await onlyDecision(pool)], said)
  const states = await pool.query('SELECT state, status, to_at FROM standing ORDER BY from_at')
  expect(states.rows).toEqual([
    { state: 'open', status: 'unowned', to_at: expect.any(Date) },
    { state: 'accepted', status: 'accepted', to_at: new Date(until) },
    { state: 'open', status: 'unowned', to_at: null },
  ])
  expect(await verifyStanding(pool)).toEqual([])
})

test('people win over a comment; taking the act back lets the comment count again', async () => {
  await scan(pool, { daysAgo: 20, sites: [{ ...site, owner: '@code' }] })
  const id = await onlyDecision(pool)
  const owner = async () =>
    (await pool.query('SELECT owner, status FROM standing ORDER BY from_at DESC LIMIT 1')).rows[0]
  expect(await owner()).toEqual({ owner: '@code', status: 'owned' })
  const { act = '' } = await performAct(pool, ANN, [id], deed('release'))
  expect(await owner()).toEqual({ owner: null, status: 'unowned' })
  await scan(pool, { daysAgo: 0, sites: [{ ...site, owner: '@other' }] })
  expect(await owner()).toEqual({ owner: null, status: 'unowned' })
  await undoAct(pool, ANN, act)
  expect(await owner()).toEqual({ owner: '@other', status: 'owned' })
  expect(await verifyStanding(pool)).toEqual([])
})

test('an owner holds for the finding however its code is edited and moved', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  await performAct(pool, ANN, [await onlyDecision(pool)], deed('own', '@billing'))
  await scan(pool, { daysAgo: 0, sites: [{ ...site, content: 'something else' }] })
  await scan(pool, { daysAgo: 10, sites: [{ ...site, content: 'in between' }] })
  expect(await verifyStanding(pool)).toEqual([])
  expect(await open(new Date())).toBe(0)
  expect(await open(daysAgo(0))).toBe(1)
})

test('handing on leaves the owner accountable until the other one takes it', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const id = await onlyDecision(pool)
  await performAct(pool, ANN, [id], deed('own', '@billing'))
  await performAct(pool, ANN, [id], deed('hand-on', '@pay'))
  const now = async () =>
    (
      await pool.query(
        'SELECT owner, proposed_key, state FROM standing ORDER BY from_at DESC LIMIT 1',
      )
    ).rows[0]
  expect(await now()).toEqual({ owner: '@billing', proposed_key: 'pay', state: 'owned' })
  const expected = await readStamp(pool)
  await performAct(pool, BOB, [id], deed('own', '@pay', { expected }))
  expect(await now()).toEqual({ owner: '@pay', proposed_key: null, state: 'owned' })
})

test('undo is refused after something newer, twice, and for what is not there', async () => {
  await scan(pool, { daysAgo: 20, sites: [site] })
  const id = await onlyDecision(pool)
  const { act = '' } = await performAct(pool, ANN, [id], deed('own', '@billing'))
  const second = await performAct(pool, BOB, [id], deed('ratify'))
  await expect(undoAct(pool, ANN, act)).rejects.toThrow('Bob decided something newer about it')
  await undoAct(pool, BOB, second.act ?? '')
  await expect(undoAct(pool, BOB, second.act ?? '')).rejects.toThrow('Bob has undone it already')
  await expect(undoAct(pool, BOB, id)).rejects.toThrow('no act with this id')
})

test('suggestions are accepted one by one where no owner is named', async () => {
  const documents = [{ path: 'CODEOWNERS', text: '/api/ @billing\n' }]
  await scan(pool, { daysAgo: 20, sites: [site, { path: 'web/b.ts' }], documents })
  const ids = [...(await decisions(pool)).values()]
  const result = await performAct(pool, ANN, ids, deed('own'))
  expect(result.owners).toEqual([
    { owner: { kind: 'person', name: '@billing' }, count: 1 },
    { owner: { kind: 'person', name: 'Ada' }, count: 1 },
  ])
})
