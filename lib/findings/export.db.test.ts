import { expect, test } from 'vitest'
import { openDatabase } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, type TestStanding } from '@/lib/trends/testing'
import { exportFindings } from './export-findings'
import { listFindings } from './list-findings'

const db = await testDatabase()
const at = '2026-11-20T00:00:00.000Z'
const MANY = 2_500

test('a reader who stops reading holds no connection, and then gets every finding in order', async () => {
  await addRules(db.pool, [{ key: 'pattern/a' }])
  await addScans(db.pool, [{ repository: 'shop', at: '2026-11-02T00:00:00Z' }])
  const row = { repository: 'shop', rule: 'pattern/a', from: '2026-11-02T00:00:00Z' }
  await addStanding(
    db.pool,
    Array.from({ length: MANY }, (_, i): TestStanding => ({ ...row, finding: `f${i}` })),
  )
  // One connection only: whoever kept it would stop everybody else.
  const small = openDatabase(db.url, 1)
  try {
    for (const query of [{ at }, { at, q: 'src/' }]) {
      const pieces = exportFindings(small.pool, query, 'json')
      let text = `${(await pieces.next()).value}${(await pieces.next()).value}`
      expect((await listFindings(small.pool, { at, limit: 1 })).total).toBe(MANY)
      expect(small.pool.idleCount).toBe(1)
      for await (const piece of pieces) text += piece
      const paths = (JSON.parse(text) as { path: string }[]).map(({ path }) => path)
      expect(paths).toHaveLength(MANY)
      expect(paths).toEqual([...new Set(paths)].sort())
    }
  } finally {
    await small.close()
  }
})
