import { expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { listRefusedUploads } from './refused-uploads'

test('refused and failed uploads are listed newest first, with reason and pointer', async () => {
  const { pool } = await testDatabase()
  const put = (n: number, status: string, receipt: object) =>
    pool.query(
      `INSERT INTO upload (org_id, id, received_at, digest, params, body, raw_bytes, status, receipt)
       VALUES ($1, $2, $3, $4, '{"repository":"shop"}', '', 0, $5, $6)`,
      [
        ORG,
        `00000000-0000-4000-8000-00000000000${n}`,
        new Date(n * 1000),
        Buffer.from([n]),
        status,
        receipt,
      ],
    )
  await put(1, 'refused', { refusals: [{ reason: 'no commit', pointer: '/runs/0' }] })
  await put(2, 'failed', { error: 'out of space', refusals: [] })
  await put(3, 'applied', { refusals: [] })
  const listed = await listRefusedUploads(pool)
  expect(listed.map(({ status, reason, pointer }) => [status, reason, pointer])).toEqual([
    ['failed', 'out of space', undefined],
    ['refused', 'no commit', '/runs/0'],
  ])
  expect(listed[0]?.repository).toBe('shop')
})
