import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding } from '@/lib/trends/testing'
import { MEASURES } from '@/lib/trends/types'
import { listFacets } from '../list-facets'
import { listFindings } from '../list-findings'
import { filters, instants, REPOSITORIES, RULES, worlds } from '../worlds.fixture'
import { AGE_DAYS } from './narrow'

const db = await testDatabase()
const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 10, 2)

test('each band of age has as many findings as its list, by what stood how long at that instant', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...([worlds, instants, filters] as const),
      fc.option(fc.constantFrom(...MEASURES), { nil: undefined }),
      // The same three weeks, or as many months and more: bands are up to a year.
      fc.constantFrom(1, 7, 30),
      // Off midnight, and the instant as far again off what begins and ends; often neither.
      fc.oneof(fc.constant(0), fc.integer({ min: 1, max: DAY - 1 })),
      async (world, instant, filter, measure, scale, off) => {
        const stretch = (time: string) => {
          const moved = MONDAY + (Date.parse(time) - MONDAY) * scale
          return new Date(moved + off).toISOString()
        }
        await emptyDatabase(db.pool)
        await addRules(db.pool, RULES)
        const at = new Date(Date.parse(stretch(instant)) + off).toISOString()
        await addScans(
          db.pool,
          REPOSITORIES.map((repository) => ({ repository, at: stretch(world[0]?.from ?? at) })),
        )
        const rows = world.map((row) => ({
          ...row,
          from: stretch(row.from),
          to: row.to == null ? null : stretch(row.to),
        }))
        await addStanding(db.pool, rows)
        const query = { at, ...filter, measure }
        const ages = (await listFacets(db.pool, query)).find(({ name }) => name === 'age')
        const told = Object.fromEntries(ages?.values.map(({ key, count }) => [key, count]) ?? [])
        const { findings } = await listFindings(db.pool, { ...query, limit: 200 })
        const listed: Record<string, number> = {}
        for (const { since } of findings) {
          const days = Math.floor(Date.parse(at) / DAY) - Math.floor(Date.parse(since) / DAY)
          const [band = ''] =
            Object.entries(AGE_DAYS).find(([, [from, to]]) => days >= from && days < to) ?? []
          listed[band] = (listed[band] ?? 0) + 1
        }
        expect(told).toEqual(listed)
      },
    ),
    { numRuns: 60 },
  )
})
