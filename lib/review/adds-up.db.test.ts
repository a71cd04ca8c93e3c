import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import { CAUSES } from '@/lib/findings/types'
import { filters, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { addRules, addScans, addStanding } from '@/lib/trends/testing'
import { getReview } from './get-review'
import type { Causes } from './types'

const db = await testDatabase()
const now = new Date('2026-11-25T09:00:00Z')

beforeEach(() => emptyDatabase(db.pool))

const net = (causes: Causes) =>
  Object.values(causes).reduce((sum, { appeared, gone }) => sum + appeared - gone, 0)

async function holdsItsLists(
  causes: Causes,
  list: object,
  size: (query: object) => Promise<number>,
): Promise<void> {
  for (const cause of CAUSES) {
    for (const change of ['appeared', 'gone'] as const) {
      expect([cause, change, await size({ ...list, change, cause })]).toEqual([
        cause,
        change,
        causes[cause][change],
      ])
    }
  }
}

test('every number, change and link of a review is its list', async () => {
  const weeks = fc.constantFrom('2026-W45', '2026-W46', '2026-W47', '2026-W48')
  await fc.assert(
    fc.asyncProperty(worlds, weeks, filters, async (world, week, filter) => {
      await emptyDatabase(db.pool)
      await addRules(db.pool, RULES)
      const seen = { at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }
      await addScans(
        db.pool,
        REPOSITORIES.map((repository) => ({ repository, ...seen })),
      )
      await addStanding(db.pool, world)
      const review = await getReview(db.pool, { week, filter, now })
      const { at, since } = review.week
      const size = async (query: object) =>
        (await listFindings(db.pool, { ...filter, at, limit: 1, ...query })).total
      for (const { measure, value, change, appeared, gone } of review.measures) {
        if (value === null) continue
        expect(value).toBe(await size({ measure }))
        expect(change).toBe(appeared - gone)
        expect(appeared).toBe(await size({ measure, since, change: 'appeared' }))
        expect(gone).toBe(await size({ measure, since, change: 'gone' }))
      }
      for (const { measure, value, causes } of review.measures) {
        if (value !== null) await holdsItsLists(causes, { measure, since }, size)
      }
      for (const { measure, by, key, value, change, causes } of review.movers.slice(0, 3)) {
        const own = { measure, [by]: key }
        const before = await size({ ...own, at: since })
        expect(value).toBe(await size(own))
        expect(net(causes)).toBe(value - before)
        expect(change).toBe(causes.drift.appeared - causes.drift.gone)
        await holdsItsLists(causes, { ...own, since }, size)
      }
      const links = [...review.lead, ...review.movers.flatMap(({ why }) => why)]
      for (const { text, href } of links) {
        if (!href?.startsWith('/findings?')) continue
        const query = Object.fromEntries(new URL(href, 'http://x').searchParams)
        const said = /^\d+/.exec(text)?.[0]
        if (said) expect([text, await size(query)]).toEqual([text, Number(said)])
      }
    }),
    { numRuns: 25 },
  )
})
