import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { ingest } from '@/lib/ingest/testing'
import { scanContent } from '@/lib/sarif/testing'
import { getScan } from './get-scan'
import { listScanPage } from './list-scans'

const MONDAY = Date.UTC(2026, 4, 4)
const ENDED = MONDAY + 3_600_000

test('a scan says how long its tool took, in the list and by itself, and nothing where it does not know', async () => {
  const { pool } = await testDatabase()
  const run = (day: number, startedAt?: number) =>
    scanContent(MONDAY + day * 86_400_000, [], [], { startedAt, ranAt: ENDED })
  await ingest(pool, run(0, ENDED - 42_500))
  await ingest(pool, run(1))
  const { scans } = await listScanPage(pool, {})
  expect(scans.map(({ took }) => took)).toEqual([undefined, 42_500])
  expect(await getScan(pool, scans[1]?.id ?? '')).toMatchObject({ took: 42_500 })
})

test('of two runs with the same results over a commit the later one says how long it took', async () => {
  const { pool } = await testDatabase()
  const run = (ranAt: number, took: number) =>
    scanContent(MONDAY, [], [], { startedAt: ranAt - took, ranAt })
  await ingest(pool, run(ENDED + 10_000, 2000))
  await ingest(pool, run(ENDED, 1000))
  expect((await listScanPage(pool, {})).scans.map(({ took }) => took)).toEqual([2000])
})
