import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding } from '@/lib/trends/testing'
import type { Position } from '../cursor'
import { askedOf } from '../query-parts'
import { type FindingQuery, KINDS, SORTS, STATES } from '../types'
import { filters, instants, REPOSITORIES, RULES, worlds } from '../worlds.fixture'
import { readPage, readTotal } from './page'

const db = await testDatabase()

/** Ids of a list in pages of `limit`; `few` decides whether an index is walked or all is sorted. */
async function idsOf(query: FindingQuery, few: number, limit: number): Promise<string[]> {
  const { selection, narrowing, sort } = askedOf(query)
  const { total } = await readTotal(db.pool, selection, narrowing)
  const ids: string[] = []
  let after: Position | undefined
  for (;;) {
    const page = { total, after, limit, few }
    const rows = await readPage(db.pool, selection, narrowing, sort, page)
    ids.push(...rows.map(({ id }) => id))
    after = rows.at(-1)?.position
    if (rows.length < limit || !after) break
  }
  expect(ids).toHaveLength(total)
  return ids
}

const level = fc.constantFrom('error', 'warning', 'note', 'none')
const introduced = fc.constantFrom(undefined, '2026-10-01T00:00:00Z', '2026-10-02T00:00:00.123Z')
const query = fc.record(
  {
    measure: fc.constantFrom('unowned-decisions', 'duplicated-retries', 'flagged-patterns'),
    kind: fc.constantFrom(...KINDS),
    state: fc.constantFrom(...STATES),
    q: fc.constantFrom('a.ts', '.TS', '%'),
  },
  { requiredKeys: [] },
)

const DAYS = [1, 2, 3, 4, 5, 6]

test.each(['lasts', 'ended since'])(
  'every page follows the one before, oldest first: %s',
  async (how) => {
    await emptyDatabase(db.pool)
    await addRules(db.pool, RULES)
    await addScans(db.pool, [{ repository: 'one', at: '2026-10-01T00:00:00Z' }])
    await addStanding(
      db.pool,
      DAYS.map((day) => ({
        ...{ finding: `f${day}`, repository: 'one', rule: 'pattern/a' },
        from: `2026-10-0${day}T00:00:00Z`,
        ...(how === 'lasts' ? {} : { to: '2026-11-20T00:00:00Z' }),
      })),
    )
    const at = new Date('2026-11-01T00:00:00Z')
    for (const sort of ['newest', 'oldest'] as const) {
      const list = { at: at.toISOString(), sort } as FindingQuery
      expect(await idsOf(list, 0, 2), sort).toEqual(
        await idsOf(list, Number.POSITIVE_INFINITY, 1000),
      )
    }
  },
)

test('a list that is walked is the list that is sorted, in every order, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      fc.array(fc.tuple(level, introduced), { minLength: 1, maxLength: 7 }),
      instants,
      filters,
      query,
      fc.integer({ min: 2, max: 5 }),
      async (world, told, at, filter, asked, limit) => {
        await emptyDatabase(db.pool)
        await addRules(db.pool, RULES)
        await addScans(
          db.pool,
          REPOSITORIES.map((repository) => ({ repository, at: '2026-10-01T00:00:00Z' })),
        )
        await addStanding(
          db.pool,
          world.slice(0, 40).map((row, i) => {
            const [level, introducedAt] = told[i % told.length] ?? []
            return { ...row, level, introducedAt }
          }),
        )
        for (const sort of SORTS) {
          const list = { at, ...filter, ...asked, sort } as FindingQuery
          expect(await idsOf(list, 0, limit), sort).toEqual(
            await idsOf(list, Number.POSITIVE_INFINITY, 1000),
          )
        }
      },
    ),
    { numRuns: 12 },
  )
})
