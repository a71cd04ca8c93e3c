import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { CursorError } from '@/lib/findings/cursor'
import { addScans } from '@/lib/trends/testing'
import { listScanPage } from './list-scans'

const DAY = 86_400_000
const SCANS = 95

test('scans are walked page by page, newest commit first, and back the same way', async () => {
  const { pool } = await testDatabase()
  const days = Array.from({ length: SCANS }, (_, i) =>
    new Date(Date.parse('2026-05-04') + i * DAY).toISOString(),
  )
  await addScans(
    pool,
    days.map((at) => ({ repository: 'shop', at })),
  )
  const walk = async (way: 'next' | 'back', from?: string) => {
    const seen: string[][] = []
    let cursor = from
    let last = ''
    do {
      const page = await listScanPage(pool, { cursor })
      seen.push(page.scans.map(({ committedAt }) => committedAt))
      last = cursor ?? ''
      cursor = page[way]
    } while (cursor)
    return { seen, last }
  }
  const there = await walk('next')
  expect(there.seen.flat()).toEqual(days.toReversed())
  expect(there.seen.length).toBeGreaterThan(2)
  expect((await listScanPage(pool, {})).back).toBeUndefined()
  const back = await walk('back', there.last)
  expect(back.seen).toEqual(there.seen.toReversed())
  await expect(listScanPage(pool, { cursor: 'x~y' })).rejects.toThrow(CursorError)
})
