import { beforeEach, expect, test } from 'vitest'
import { openDatabase } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { RULES } from '@/lib/findings/worlds.fixture'
import { addRules, addScans, addStanding } from '@/lib/trends/testing'
import { closeReview, restatedSince } from './close'
import { getWeekly } from './get-weekly'
import { addAction, setDone } from './kept/actions'
import { ReviewClosed, readClosed } from './kept/closed'
import { addNote, setReviewed } from './kept/notes'
import type { WeeklyReview } from './types'

const db = await testDatabase()
const ann = { id: 'ann', name: 'Ann' }
const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
const about = {
  ...{ week: '2026-W46', scope: '', measure: 'flagged-patterns' as const },
  ...{ by: 'service' as const, key: 'web' },
}
const now = new Date('2026-11-25T09:00:00Z')
const page = (week: string) => getWeekly(db.pool, { week, filter: {}, now })

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, RULES)
  const seen = { at: '2026-07-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }
  await addScans(db.pool, [{ repository: 'one', ...seen }])
  await addStanding(db.pool, [
    { ...row, finding: 'old', from: '2026-07-02T00:00:00Z' },
    { ...row, finding: 'new', from: '2026-11-11T00:00:00Z' },
  ])
})

test('a closed review is byte-identical after back-fill, a reorganisation, notes and a restart', async () => {
  await addNote(db.pool, ann, about, 'agree on a policy first')
  const bytes = await closeReview(db.pool, ann, { week: '2026-W46', filter: {} })
  await addStanding(db.pool, [{ ...row, finding: 'late', from: '2026-11-10T00:00:00Z' }])
  await db.pool.query('UPDATE standing SET service_id = gen_random_uuid(), team_id = NULL')
  await db.pool.query("UPDATE service SET name = 'renamed'")
  const restarted = openDatabase(db.url)
  try {
    expect(await readClosed(restarted.pool, '2026-W46', '')).toBe(bytes)
  } finally {
    await restarted.close()
  }
  const closed = JSON.parse(bytes) as WeeklyReview
  expect(closed.closed?.changed).toMatchObject([{ part: 'introduced', place: 'src/new.ts:7' }])
  expect(closed.closed?.charts).toHaveLength(3)
  expect(restatedSince(closed, await page('2026-W46'))).toEqual([
    { measure: 'flagged-patterns', value: [2, 3], appeared: [1, 2], gone: [0, 0] },
  ])
})

test('of two that close at once one wins and the other is told', async () => {
  const both = await Promise.allSettled(
    ['Ann', 'Bob'].map((name) =>
      closeReview(db.pool, { id: name, name }, { week: '2026-W46', filter: {} }),
    ),
  )
  const [won, lost] = [...both].sort((a, b) => (a.status < b.status ? -1 : 1))
  expect(won?.status).toBe('fulfilled')
  expect(lost).toMatchObject({ status: 'rejected', reason: expect.any(ReviewClosed) })
  const { rows } = await db.pool.query(
    "SELECT count(*)::int AS n FROM audit WHERE action = 'review.close'",
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('five that close at once over two connections all end: one wins, the others are told', async () => {
  const few = openDatabase(db.url, 2)
  const names = ['Ann', 'Bob', 'Cid', 'Dee', 'Eve']
  const close = (name: string) =>
    closeReview(few.pool, { id: name, name }, { week: '2026-W46', filter: {} })
  const all = await Promise.allSettled(names.map(close))
  const lost = all.filter((one) => one.status === 'rejected')
  expect(lost).toHaveLength(4)
  for (const { reason } of lost) expect(reason).toBeInstanceOf(ReviewClosed)
  expect(few.pool.idleCount).toBe(2)
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE locktype = 'advisory' AND datname = current_database()`,
  )
  expect(rows).toEqual([{ n: 0 }])
  await few.close()
})

test('nothing is written into a closed review', async () => {
  await closeReview(db.pool, ann, { week: '2026-W46', filter: {} })
  const rest = {
    label: 'web',
    text: 'x',
    owner: 'Ann',
    due: '2026-11-30',
    baseAt: '2026-11-15T00:00:00Z',
  }
  await expect(addNote(db.pool, ann, about, 'too late')).rejects.toThrow(ReviewClosed)
  await expect(setReviewed(db.pool, ann, about, true)).rejects.toThrow(ReviewClosed)
  await expect(addAction(db.pool, ann, { ...about, ...rest })).rejects.toThrow(ReviewClosed)
  await addNote(db.pool, ann, { ...about, week: '2026-W47' }, 'the next one is open')
})

test('actions are carried until they are done, notes for one review, each with an audit row', async () => {
  const key = (await page('2026-W46')).exceptions.shown[0]?.key ?? ''
  const rest = { label: 'one', text: 'fix it', owner: 'Bob', due: '2026-11-20' }
  const action = { ...about, key, ...rest, baseAt: '2026-11-08T23:59:59.999Z' }
  const { id } = await addAction(db.pool, ann, action)
  await addNote(db.pool, ann, { ...about, key }, 'agree first')
  await setReviewed(db.pool, ann, { ...about, key }, true)
  await setReviewed(db.pool, ann, { ...about, key }, true)
  const [then, next] = [await page('2026-W46'), await page('2026-W47')]
  expect(then.exceptions).toMatchObject({
    reviewed: 1,
    shown: [{ notes: [{ text: 'agree first' }] }],
  })
  expect(next.carried).toMatchObject([{ text: 'fix it', state: 'overdue', before: 1, now: 2 }])
  expect(next.totals.pastDue).toBe(1)
  expect(await setDone(db.pool, ann, id, true)).toBe(true)
  expect((await page('2026-W47')).carried).toMatchObject([{ state: 'done', doneBy: 'Ann' }])
  expect(await setDone(db.pool, ann, '00000000-0000-4000-8000-000000000000', true)).toBe(false)
  const { rows } = await db.pool.query('SELECT action FROM audit ORDER BY seq')
  const acts = ['action', 'note', 'mark', 'action-done'].map((act) => ({ action: `review.${act}` }))
  expect(rows).toEqual(acts)
})
