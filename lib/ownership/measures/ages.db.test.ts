import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { instants, REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { addRules, addStanding, idOf } from '@/lib/trends/testing'
import { howOld } from '../age'
import { POLICY } from '../policy'
import { readOpenAges } from './ages'
import type { OpenAge } from './by-age'

const { pool } = await testDatabase()
const DAY = 86_400_000

/** What is shown of ages: how many of each team and kind in each band, past their target, the oldest. */
function shown(rows: readonly OpenAge[], at: Date) {
  const told = new Map<string, Record<string, number | boolean>>()
  for (const row of rows) {
    const key = `${row.team} ${row.decisionKind}`
    const own = told.get(key) ?? { overdue: 0, oldest: Number.POSITIVE_INFINITY, atLeast: false }
    const { band } = howOld(row, at)
    own[band] = Number(own[band] ?? 0) + row.count
    if (row.days > POLICY.targetDays(row.decisionKind))
      own.overdue = Number(own.overdue) + row.count
    own.oldest = Math.min(Number(own.oldest), row.introduced.getTime())
    own.atLeast = own.atLeast || row.atLeast
    told.set(key, own)
  }
  return Object.fromEntries([...told].sort(([a], [b]) => (a < b ? -1 : 1)))
}

test('ages from sums and the ends of an index are those of the rows of each repository', async () => {
  const ages = fc.array(fc.tuple(fc.integer({ min: -5, max: 120 }), fc.boolean()), {
    minLength: 80,
    maxLength: 80,
  })
  await fc.assert(
    fc.asyncProperty(worlds, instants, ages, async (world, instant, dated) => {
      await emptyDatabase(pool)
      await addRules(pool, RULES)
      await addStanding(
        pool,
        world.map((row) => {
          const [days, unknown] = dated[Number(row.finding.slice(1))] ?? [0, false]
          const introducedAt = new Date(Date.parse(row.from) - days * DAY).toISOString()
          return { ...row, startReason: 'first-scan', ...(unknown ? {} : { introducedAt }) }
        }),
      )
      const at = new Date(instant)
      const rows = []
      for (const name of REPOSITORIES) {
        rows.push(...(await readOpenAges(pool, { repository: idOf('repository', name) }, at)))
      }
      expect(shown(await readOpenAges(pool, {}, at), at)).toEqual(shown(rows, at))
    }),
    { numRuns: 40 },
  )
})

test('a decision is in the next band from the millisecond on at which it is so many days old', async () => {
  await emptyDatabase(pool)
  await addRules(pool, RULES)
  const at = new Date('2026-11-20T12:00:00.000Z')
  const ago = (ms: number) => new Date(at.getTime() - ms).toISOString()
  await addStanding(
    pool,
    [8 * DAY, 8 * DAY - 1, 31 * DAY, 31 * DAY - 1].map((ms) => ({
      ...{ finding: `f${ms}`, repository: 'one', team: 'red', rule: 'decision/caching' },
      ...{ kind: 'decision', decisionKind: 'caching', from: ago(ms), introducedAt: ago(ms) },
    })),
  )
  const told = shown(await readOpenAges(pool, {}, at), at)
  expect(Object.values(told)).toMatchObject([{ '0-7': 1, '8-30': 2, '31-90': 1 }])
})
