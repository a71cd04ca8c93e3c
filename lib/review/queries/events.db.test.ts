import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { addScans } from '@/lib/trends/testing'
import { readEvents } from './events'

const db = await testDatabase()

test('a scan that tells no version of its tool is no event, nor hides the next one', async () => {
  const versions = { 1: '1.0', 2: null, 3: '1.0', 4: null, 5: '2.0' }
  const days = Object.entries(versions)
  await addScans(
    db.pool,
    days.map(([day]) => ({ repository: 'one', at: `2026-11-0${day}T00:00:00Z` })),
  )
  for (const [day, version] of days) {
    await db.pool.query('UPDATE scan SET tool_version = $1 WHERE committed_at = $2', [
      version,
      `2026-11-0${day}T00:00:00Z`,
    ])
  }
  expect(await readEvents(db.pool, new Date('2026-10-01'), new Date('2026-12-01'))).toEqual([
    { at: '2026-11-05T00:00:00.000Z', kind: 'tool', text: 'plumbline 2.0' },
  ])
})
