import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
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
        const told = paths.flatMap((one, i) =>
          stands(one) ? [{ id: idOf('finding', `p${i}`), endless: endless(one), ...one }] : [],
        )
        const ranked = told.sort(
          (a, b) =>
            Number(b.endless) - Number(a.endless) ||
            Number((b.attempts ?? 0) > (a.attempts ?? 0)) -
              Number((b.attempts ?? 0) < (a.attempts ?? 0)) ||
            (a.id < b.id ? -1 : 1),
        )
        const { total, paths: listed } = await listRetryPaths(db.pool, {}, AT, most)
        expect(total).toBe(told.length)
        expect(listed.map(({ id }) => id)).toEqual(ranked.slice(0, most).map(({ id }) => id))
      },
    ),
    { numRuns: 40 },
  )
})
