import { beforeAll, expect, test } from 'vitest'
import { type Database, ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import { testDatabase } from '@/lib/db/testing'
import { health } from './health'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

async function upload(status: string, receipt: unknown, finishedAt: string): Promise<void> {
  await db.pool.query(
    `INSERT INTO upload (org_id, id, digest, params, body, raw_bytes, status, receipt, finished_at)
     VALUES ($1, $2, decode(md5($3), 'hex'), '{}', '', 0, $4, $5, $6)`,
    [ORG, uuidOf(finishedAt), finishedAt, status, JSON.stringify(receipt), finishedAt],
  )
}

test('what was refused is told like what failed: with the last reason', async () => {
  await upload('applied', {}, '2026-01-01T00:00:00Z')
  await upload('failed', { error: 'out of memory' }, '2026-01-02T00:00:00Z')
  expect((await health(db)).uploads).toMatchObject({ done: 1, failed: 1, failure: 'out of memory' })
  await upload('refused', { refusals: [{ reason: 'version 1.0.0' }] }, '2026-01-03T00:00:00Z')
  expect((await health(db)).uploads).toMatchObject({ done: 1, failed: 2, failure: 'version 1.0.0' })
})
