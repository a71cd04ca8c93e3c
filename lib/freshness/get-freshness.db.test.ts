import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addScans } from '@/lib/trends/testing'
import { getFreshness } from './get-freshness'

const db = await testDatabase()
const now = new Date('2026-11-19T12:00:00Z')

beforeEach(() => emptyDatabase(db.pool))

test('of nothing', async () => {
  expect(await getFreshness(db.pool, now)).toMatchObject({
    ...{ empty: true, repositories: 0, known: 0, newestCommit: null },
    first: { scans: [], address: 'http://127.0.0.1:3000' },
  })
  // What is scanned for the first time is told by name, and the address is the one of this start.
  const started = { PLUMBLINE_SCANS: 'shop\nlatin', PLUMBLINE_URL: 'http://127.0.0.1:3991' }
  expect((await getFreshness(db.pool, now, started as never)).first).toEqual({
    scans: ['shop', 'latin'],
    address: 'http://127.0.0.1:3991',
  })
})

test('a repository may be known this week though its newest commit is months old: both are told', async () => {
  await addScans(db.pool, [
    { repository: 'quiet', at: '2026-08-20T08:00:00Z', through: '2026-11-17T08:00:00Z' },
    { repository: 'left', at: '2026-08-21T08:00:00Z', through: '2026-08-22T08:00:00Z' },
    { repository: 'left', at: '2026-08-22T08:00:00Z', tool: 'other', failed: true },
  ])
  expect(await getFreshness(db.pool, now)).toMatchObject({
    ...{ empty: false, repositories: 2, known: 1, newestCommit: '2026-08-22T08:00:00.000Z' },
  })
})
