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
