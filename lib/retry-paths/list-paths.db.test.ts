import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding } from '@/lib/trends/testing'
import { listRetryPaths } from './list-paths'

const db = await testDatabase()
const AT = new Date('2026-11-01T00:00:00Z')

const path = fc.record({
  attempts: fc.constantFrom(null, 4, 9, 9, 45, Number.POSITIVE_INFINITY),
  naive: fc.constantFrom(undefined, 45, 'unbounded'),
  team: fc.constantFrom('red', 'blue'),
  from: fc.constantFrom('2026-10-01T00:00:00Z', '2026-11-02T00:00:00Z'),
  to: fc.constantFrom(null, null, '2026-10-15T00:00:00Z', '2026-11-20T00:00:00Z'),
})
type Path = typeof path extends fc.Arbitrary<infer T> ? T : never

const stands = ({ from, to }: Path) => new Date(from) <= AT && (to === null || new Date(to) > AT)
const endless = ({ attempts, naive }: Path) =>
  attempts === Number.POSITIVE_INFINITY || naive === 'unbounded'

test('the worst paths come first, without an end before all, and the total counts all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(path, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 5 }),
      async (drawn, most) => {
        const paths = drawn.filter(({ from, to }) => to === null || to > from)
        await emptyDatabase(db.pool)
        await addRules(db.pool, [{ key: 'retry/path', kind: 'retry-path' }])
        await addScans(db.pool, [{ repository: 'one', at: '2026-10-01T00:00:00Z' }])
        await addStanding(
          db.pool,
          paths.map(({ naive, ...row }, i) => ({
            ...{ finding: `p${i}`, repository: 'one', rule: 'retry/path', kind: 'retry-path' },
            ...{ ...row, to: row.to ?? undefined, data: { naive } },
          })),
        )
        const there = paths.filter(stands)
        const ranks = there
          .map((one): [boolean, number] => [endless(one), one.attempts ?? 0])
          .sort((a, b) => Number(b[0]) - Number(a[0]) || (a[1] === b[1] ? 0 : b[1] - a[1]))
        const { total, paths: listed } = await listRetryPaths(db.pool, {}, AT, most)
        expect(total).toBe(there.length)
        const messages = listed.map(({ message }) => Number(message.replace('message of p', '')))
        const told = messages.map((i) => paths[i] as Path)
        expect(told.map((one) => [endless(one), one.attempts ?? 0])).toEqual(ranks.slice(0, most))
      },
    ),
    { numRuns: 40 },
  )
})
