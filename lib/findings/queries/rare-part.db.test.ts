import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addStanding } from '@/lib/trends/testing'
import { listFindings } from '../list-findings'
import { rarePart } from './rare-part'

const db = await testDatabase()
const at = new Date('2026-11-19T12:00:00Z').toISOString()

/** Paths that all begin alike, with some that are like no other. */
const paths = [
  ...Array.from({ length: 300 }, (_, i) => `services/file${String(i).padStart(3, '0')}.ts`),
  ...['services/Zürich.ts', 'services/100%_sure.ts', 'SERVICES/FILE007.ts', 'services/qqqfile.ts'],
]

test('words are looked up by what is rare in them, and found as if they had been as a whole', async () => {
  await emptyDatabase(db.pool)
  await addRules(db.pool, [{ key: 'p' }])
  await addStanding(
    db.pool,
    paths.map((path) => ({
      ...{ finding: path, repository: 'one', service: 'web', rule: 'p', path },
      from: '2026-11-03T00:00:00Z',
    })),
  )
  // Otherwise PostgreSQL may gather statistics in between.
  await db.pool.query('ALTER TABLE version SET (autovacuum_enabled = off)')
  await db.pool.query('DELETE FROM pg_statistic WHERE starelid = $1::regclass', ['version'])
  expect(await rarePart(db.pool, 'services/file123')).toBe('services/file123')
  await db.pool.query('ANALYZE version')
  expect(await rarePart(db.pool, 'services/file123')).toBe('e123')
  expect(await rarePart(db.pool, 'services/qqqfile')).toBe('qqqfi')
  // Nothing rare, nothing that is surely a trigram, or next to nothing.
  for (const whole of ['services/file', 'ü%_ü', 'ab']) {
    expect(await rarePart(db.pool, whole)).toBe(whole)
  }
  for (const q of [
    ...['services/file123', 'file007', 'file00', 'services/qqqfile', 'xyzfile123', 'zürich'],
    ...['100%_sure', '0%_', 'les/file1', 'file12%', 'services/file'],
  ]) {
    const { total } = await listFindings(db.pool, { at, q })
    const has = paths.filter((path) => path.toLowerCase().includes(q.toLowerCase()))
    expect([q, total]).toEqual([q, has.length])
  }
})
