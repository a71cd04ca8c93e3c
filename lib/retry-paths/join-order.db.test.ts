import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { ingest } from '@/lib/ingest/testing'
import type { ScanContent } from '@/lib/sarif/content'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { verifyStanding } from '@/lib/standing/verify'
import { joinFlows } from './join'
import { day, flowScan } from './testing'
import { verifyJoin } from './verify'

const db = await testDatabase()

const keys = ['http:GET /a', 'http:GET /b', 'queue:q', 'topic:t'] as const
const flow = fc.record({
  path: fc.constantFrom('api/a.ts', 'web/b.ts'),
  entry: fc.constantFrom(...keys),
  out: fc.constantFrom<string | string[]>(
    'queue:q',
    'topic:t',
    'http:GET /a',
    ['http:GET one/b', 'host:one'],
    ['http:GET two/a', 'host:two'],
    ['http:GET env:THREE_SERVICE_URL/b', 'env:THREE_SERVICE_URL'],
    ['http:GET env:THREE_SERVICE_URL/{}', 'env:THREE_SERVICE_URL'],
    'sdk:stripe#charge',
  ),
  layers: fc.array(
    fc.constantFrom<number | 'unbounded' | 'unknown'>(2, 3, 'unbounded', 'unknown'),
    {
      maxLength: 2,
    },
  ),
})
const world = fc.array(
  fc.record({
    repository: fc.constantFrom('acme/one', 'acme/two', 'acme/three'),
    day: fc.integer({ min: 0, max: 4 }),
    teams: fc.constantFrom(['red', 'blue'], ['red', 'red'], null),
    flows: fc.uniqueArray(flow, {
      maxLength: 4,
      selector: ({ path, entry, out }) => `${path} ${entry} ${out}`,
    }),
    join: fc.boolean(),
  }),
  { minLength: 2, maxLength: 8 },
)

async function stateAfter(scans: { content: ScanContent; join: boolean }[]): Promise<unknown> {
  await emptyDatabase(db.pool)
  for (const { content, join } of scans) {
    await ingest(db.pool, content)
    if (join) await joinFlows(db.pool)
  }
  await joinFlows(db.pool)
  return dumped()
}

async function dumped(): Promise<unknown> {
  const dump = async (sql: string) => (await db.pool.query(sql)).rows
  return {
    parts: await dump('SELECT * FROM flow_part ORDER BY version_id, from_at'),
    links: await dump('SELECT * FROM flow_link ORDER BY out_id, nth'),
    presence: await dump('SELECT * FROM presence ORDER BY version_id, from_at'),
    standing: await dump('SELECT * FROM standing ORDER BY version_id, from_at'),
    joined: await dump(
      `SELECT v.* FROM version v JOIN rule r ON r.id = v.rule_id AND r.kind = 'retry-path'
       ORDER BY v.id`,
    ),
  }
}

test('joined presence does not depend on the order of scans, nor on when flows are joined', async () => {
  let paths = 0
  await fc.assert(
    fc.asyncProperty(
      world.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      async ([all, shuffled]) => {
        const unique = (scans: typeof all) =>
          [...new Map(all.map((s) => [`${s.repository} ${s.day}`, s])).values()]
            .sort((a, b) => scans.indexOf(a) - scans.indexOf(b))
            .map(({ repository, day: n, flows, teams, join }) => ({
              join,
              content: flowScan(repository, day(n), flows, {
                services: teams
                  ? ['api', 'web'].map((name, i) => ({
                      ...{ name, paths: [`${name}/**`], team: teams[i] },
                    }))
                  : undefined,
              }),
            }))
        const inTime = unique(all).sort((a, b) => a.content.committedAt - b.content.committedAt)
        const expected = await stateAfter(inTime)
        expect(await verifyJoin(db.pool)).toEqual([])
        expect(await verifyStanding(db.pool)).toEqual([])
        // Everything anew: what was joined bit by bit is the same at every date.
        // Segments are taken as they are stored, or some of them derived once more, or all.
        for (const some of ['false', "name <> 'acme/two'", 'true']) {
          await db.pool.query(
            `INSERT INTO flow_change (org_id, repository_id, versions, everything)
             SELECT 1, NULL::uuid, '{}'::uuid[], false
             UNION ALL SELECT 1, id, '{}', true FROM repository WHERE ${some}`,
          )
          await joinFlows(db.pool)
          expect(await dumped()).toEqual(expected)
        }
        expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
        paths += (expected as { joined: unknown[] }).joined.length
        expect(await stateAfter(unique(shuffled))).toEqual(expected)
      },
    ),
    { numRuns: 20 },
  )
  // Worlds are drawn anew in each run: some have joined paths.
  expect(paths).toBeGreaterThan(0)
})
