import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { dayAt, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { addRules, addScans, addStanding } from '@/lib/trends/testing'
import { CompareError, compare } from './compare'

const db = await testDatabase()
const query = { filter: {}, timeZone: 'UTC' }

beforeEach(() => emptyDatabase(db.pool))

test('two instants differ by what appeared, came back and went', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, fc.nat(21), fc.nat(21), async (world, a, b) => {
      await emptyDatabase(db.pool)
      await addRules(db.pool, RULES)
      await addScans(
        db.pool,
        REPOSITORIES.map((repository) => ({ repository, at: '2026-10-01T00:00:00Z' })),
      )
      await addStanding(db.pool, world)
      const [from, to] = [Math.min(a, b), Math.max(a, b)].map(dayAt)
      const found = await compare(db.pool, { ...query, from: from ?? '', to: to ?? '' })
      for (const { measure, before, now, appeared, returned, gone } of found.measures) {
        expect(before + appeared + returned - gone).toBe(now)
        const rows = found.changed.filter((row) => row.measure === measure)
        expect(rows).toHaveLength(appeared + returned + gone)
      }
    }),
    { numRuns: 15 },
  )
})

test('dates and commits name an end; anything else is refused by its name', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', at: '2026-11-10T12:00:00Z' }])
  const { rows } = await db.pool.query<{ commit: string }>('SELECT commit FROM scan')
  await db.pool.query("UPDATE scan SET commit = 'abcdef0123456789'")
  expect(rows).toHaveLength(1)
  const found = await compare(db.pool, { ...query, from: 'abcdef0', to: '2026-11-16' })
  expect([found.from, found.to]).toEqual(['2026-11-10T12:00:00.000Z', '2026-11-16T23:59:59.999Z'])
  for (const from of ['0000000', 'soon', '2026-02-30', "'; --", '2026-11-17']) {
    await expect(compare(db.pool, { ...query, from, to: '2026-11-16' })).rejects.toThrow(
      CompareError,
    )
  }
})
