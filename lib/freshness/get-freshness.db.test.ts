import { beforeEach, expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addScans, idOf } from '@/lib/trends/testing'
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

test('what is applied is told by when it came in, so that a page knows of more', async () => {
  const upload = (status: string, at: string) =>
    db.pool.query(
      `INSERT INTO upload (org_id, id, received_at, digest, params, body, raw_bytes, status)
       VALUES ($1, $2, $3, $4, '{}', '', 0, $5)`,
      [ORG, idOf(at), at, Buffer.from(at), status],
    )
  expect((await getFreshness(db.pool, now)).arrived).toBe(null)
  await upload('applied', '2026-11-19T09:00:00.000Z')
  await upload('applied', '2026-11-19T08:00:00.000Z')
  await upload('received', '2026-11-19T10:00:00.000Z')
  expect((await getFreshness(db.pool, now)).arrived).toBe('2026-11-19T09:00:00.000Z')
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
