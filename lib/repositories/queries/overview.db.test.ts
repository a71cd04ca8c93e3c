import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { readWorstPaths } from './overview'

const db = await testDatabase()
const AT = new Date('2026-11-01T00:00:00Z')
const REPOSITORIES = ['one', 'two', 'three']

const path = fc.record({
  repository: fc.constantFrom(...REPOSITORIES),
  attempts: fc.constantFrom(null, 4, 9, 9, Number.POSITIVE_INFINITY),
  state: fc.constantFrom('open', 'open', 'open', 'accepted'),
  kind: fc.constantFrom('retry-path', 'retry-path', 'pattern'),
  from: fc.constantFrom('2026-10-01T00:00:00Z', '2026-11-02T00:00:00Z'),
  to: fc.constantFrom(null, null, '2026-10-15T00:00:00Z', '2026-11-20T00:00:00Z'),
})

test('the worst path of each repository is the one that a look at all of its paths finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(path, { minLength: 1, maxLength: 14 }), async (drawn) => {
      const paths = drawn
        .filter(({ from, to }) => to === null || to > from)
        .map((one, i) => ({ ...one, finding: `p${i}`, id: idOf('finding', `p${i}`) }))
      await emptyDatabase(db.pool)
      await addRules(db.pool, [
        { key: 'retry-path', kind: 'retry-path' },
        { key: 'pattern', kind: 'pattern' },
      ])
      await addScans(
        db.pool,
        REPOSITORIES.map((repository) => ({ repository, at: '2026-10-01T00:00:00Z' })),
      )
      await addStanding(
        db.pool,
        paths.map(({ id: _, ...row }) => ({ ...row, rule: row.kind })),
      )
      const there = paths.filter(
        ({ from, to, state, kind }) =>
          new Date(from) <= AT &&
          (to === null || new Date(to) > AT) &&
          state === 'open' &&
          kind === 'retry-path',
      )
      const worst = REPOSITORIES.flatMap((repository) => {
        const [first] = there
          .flatMap(({ attempts, ...one }) =>
            attempts === null || one.repository !== repository ? [] : [{ ...one, attempts }],
          )
          .sort((a, b) =>
            a.attempts === b.attempts ? (a.id < b.id ? -1 : 1) : a.attempts > b.attempts ? -1 : 1,
          )
        const own = idOf('repository', repository)
        return first ? [{ repository: own, finding: first.id, attempts: first.attempts }] : []
      })
      const told = await readWorstPaths(db.pool, AT)
      expect(new Set(told)).toEqual(new Set(worst))
    }),
    { numRuns: 40 },
  )
})
