import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { listFacets } from './list-facets'

const db = await testDatabase()
const from = '2026-11-02T00:00:00Z'
const at = '2026-11-03T00:00:00Z'
const REPOSITORIES = ['one', 'two', 'three']
const NAMES = ['api', 'Web', 'queue', 'Ärger', 'batch', 'auth', 'mail']

const SERVICES = REPOSITORIES.flatMap((repository) =>
  // Some names are of one repository alone.
  [...NAMES, `only-${repository}`].map((service) => ({ repository, service })),
)

test('a facet of many values has the most frequent, equal ones by name, and how many there are, from sums or rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 4 }), {
        minLength: SERVICES.length,
        maxLength: SERVICES.length,
      }),
      fc.option(fc.integer({ min: 0, max: SERVICES.length - 1 }), { nil: undefined }),
      async (counts, nth) => {
        await emptyDatabase(db.pool)
        await addRules(db.pool, [{ key: 'pattern/a' }])
        await addScans(
          db.pool,
          REPOSITORIES.map((repository) => ({ repository, at: from })),
        )
        const there = SERVICES.map((one, i) => ({ ...one, count: counts[i] ?? 0 })).filter(
          ({ count }) => count > 0,
        )
        await addStanding(
          db.pool,
          there.flatMap(({ repository, service, count }) =>
            Array.from({ length: count }, (_, i) => ({
              ...{ finding: `${repository} ${service} ${i}`, repository, service, from },
              rule: 'pattern/a',
            })),
          ),
        )
        const chosen = nth === undefined ? undefined : SERVICES[nth]
        const key = chosen && idOf('service', chosen.repository, chosen.service)
        const facets = await listFacets(db.pool, { at, service: key })
        const facet = facets.find(({ name }) => name === 'service')
        const plain = there
          .map(({ repository, service, count }) => {
            const alike = there.filter((other) => other.service === service)
            const label = alike.length > 1 ? `${service} (${repository})` : service
            return { key: idOf('service', repository, service), label, count }
          })
          .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en'))
        expect(facet?.values).toEqual(plain.filter((value, i) => i < 12 || value.key === key))
        expect(facet?.total).toBe(there.length)
        // Sums know nothing of words and folders: the same is read from the rows.
        for (const all of [{ q: 'message of' }, { path: 'src' }]) {
          expect(await listFacets(db.pool, { at, service: key, ...all })).toEqual(facets)
        }
      },
    ),
    { numRuns: 25 },
  )
})
