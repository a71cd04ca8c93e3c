import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { listAudit } from '@/lib/audit/list'
import type { Database } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { LOCAL_PERSON } from '@/lib/people/principal'
import type { ScanContent } from '@/lib/sarif/content'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { verifyStanding } from '@/lib/standing/verify'
import { removeScan } from './remove-scan'
import { ingest, UPLOAD } from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

const WEEK = 7 * 86_400_000

const scan = fc.record({
  extent: fc.constantFrom('full', 'full', 'paths', 'seen'),
  branch: fc.constantFrom('main', 'main', 'next'),
  team: fc.constantFrom('red', 'blue', null),
  seen: fc.uniqueArray(
    fc.record({
      path: fc.constantFrom('api/a.ts', 'web/b.ts'),
      symbol: fc.constantFrom('load', 'save'),
      form: fc.constantFrom('p', 'q'),
    }),
    { maxLength: 4, selector: (o) => JSON.stringify(o) },
  ),
})
type Scan = typeof scan extends fc.Arbitrary<infer T> ? T : never

function contentOf(s: Scan, week: number): ScanContent {
  const rules = ['pattern/swallowed']
  const coverages = {
    full: { extent: 'full' as const, rules },
    paths: { extent: 'paths' as const, paths: ['api/**'], rules },
    seen: { extent: 'seen' as const },
  }
  const extent = s.extent === 'full' || s.extent === 'paths' ? s.extent : 'seen'
  return {
    repository: { name: 'acme/shop' },
    commit: `${week}`.repeat(40),
    committedAt: Date.UTC(2026, 0, 4) + week * WEEK,
    branch: s.branch,
    tool: 'plumbline',
    category: 'code',
    succeeded: extent !== 'seen',
    coverage: coverages[extent],
    rules: [{ ruleKey: 'pattern/swallowed', kind: 'pattern', level: 'warning' }],
    observations: s.seen.map((o) => ({
      ruleKey: 'pattern/swallowed',
      ...o,
      content: o.form,
      message: 'm',
      level: 'warning',
      suppressed: false,
      snippet: o.form,
    })),
    services: s.team ? [{ name: 'api', paths: ['api/**'], team: s.team }] : undefined,
    commits: [],
    notifications: [],
  }
}

async function apply(scans: (Scan | null)[]): Promise<string[]> {
  await emptyDatabase(db.pool)
  const ids: string[] = []
  for (const [week, s] of scans.entries()) {
    if (!s) continue
    const done = await ingest(db.pool, contentOf(s, week))
    ids.push(done.scanId)
  }
  return ids
}

async function state(): Promise<unknown> {
  const dump = async (sql: string) => (await db.pool.query(sql)).rows
  return {
    presence: await dump('SELECT * FROM presence ORDER BY version_id, from_at'),
    standing: await dump('SELECT * FROM standing ORDER BY version_id, from_at'),
    maps: await dump('SELECT at, services FROM service_map ORDER BY at'),
    streams: await dump('SELECT id FROM stream ORDER BY id'),
    scans: await dump('SELECT commit, superseded FROM scan ORDER BY commit'),
  }
}

test('a scan that is removed leaves what there would be without it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(scan, { minLength: 2, maxLength: 5 })
        .chain((all) => fc.tuple(fc.constant(all), fc.nat({ max: all.length - 1 }))),
      async ([all, index]) => {
        const ids = await apply(all)
        expect(await removeScan(db.pool, LOCAL_PERSON, ids[index] ?? '')).toMatchObject({
          repository: 'acme/shop',
        })
        const [row] = await listAudit(db.pool, { action: 'scan.remove', limit: 1 })
        expect(row).toMatchObject({ by: { id: 'local' }, subject: { id: ids[index] } })
        const removed = await state()
        expect(await verifyStanding(db.pool)).toEqual([])
        expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
        await apply(all.map((s, i) => (i === index ? null : s)))
        expect(removed).toEqual(await state())
      },
    ),
    { numRuns: 25 },
  )
})

test('an id that no scan has', async () => {
  expect(await removeScan(db.pool, LOCAL_PERSON, UPLOAD)).toBe(false)
})
