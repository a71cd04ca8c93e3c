import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { listFindings } from '@/lib/findings/list-findings'
import { REASON_OF } from '@/lib/findings/queries/reasons'
import { CAUSES, type Cause } from '@/lib/findings/types'
import { REPOSITORIES, RULES, worlds } from '@/lib/findings/worlds.fixture'
import { signed } from '@/lib/format/number'
import { addCommits, addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import type { Filter } from '@/lib/trends/types'
import { markdownOf } from './export/markdown'
import { reviewCsv } from './export/rows'
import { getWeekly } from './get-weekly'
import type { Causes, Explained } from './types'

const db = await testDatabase()
const now = new Date('2026-11-25T09:00:00Z')
const seen = { at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }

beforeEach(() => emptyDatabase(db.pool))

const filters: fc.Arbitrary<Filter> = fc.record(
  {
    repository: fc.constantFrom(...REPOSITORIES).map((name) => idOf('repository', name)),
    service: fc.constant(idOf('service', 'one', 'web')),
    team: fc.constantFrom('none', idOf('team', 'red')),
  },
  { requiredKeys: [] },
)

const reasons = fc.array(
  fc.tuple(
    fc.constantFrom('introduced', 'first-scan', 'rule-added', 'reopened', 'moved'),
    fc.constantFrom('gone', 'rule-removed', 'moved'),
  ),
  { minLength: 20, maxLength: 20 },
)

/** CODEOWNERS as a scan of a repository found it. */
async function addCodeowners(repository: string, text: string, at: string): Promise<void> {
  const digest = hashOf(text)
  await db.pool.query(
    `INSERT INTO ownership_text (org_id, digest, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [ORG, digest, text],
  )
  await db.pool.query(
    `INSERT INTO ownership_document (org_id, repository_id, at, scan_id, documents, claims, claims_digest)
     VALUES ($1, $2, $3, $4, $5, '[]', '')`,
    [
      ...[ORG, idOf('repository', repository), at, randomUUID()],
      JSON.stringify([{ path: 'CODEOWNERS', digest: digest.toString('hex') }]),
    ],
  )
}

/** Parts of changes, put together by what stands behind them. */
function causesOf(parts: Explained['parts']): Causes {
  const sum = (cause: Cause, change: string) =>
    parts.reduce((total, { part, findings }) => {
      const told = part === 'moved' ? undefined : REASON_OF[part]
      return told?.cause === cause && told.change === change ? total + findings : total
    }, 0)
  return Object.fromEntries(
    CAUSES.map((cause) => [cause, { appeared: sum(cause, 'appeared'), gone: sum(cause, 'gone') }]),
  ) as Causes
}

test('the parts of every change add up to it, and each is exactly its list', async () => {
  const weeks = fc.constantFrom('2026-W45', '2026-W46', '2026-W47', '2026-W48')
  await fc.assert(
    fc.asyncProperty(worlds, reasons, weeks, filters, async (world, why, week, filter) => {
      await emptyDatabase(db.pool)
      await addRules(db.pool, RULES)
      await addScans(
        db.pool,
        REPOSITORIES.map((repository) => ({ repository, ...seen })),
      )
      const told = world.map((row, i) => {
        const [startReason, endReason] = why[i % why.length] ?? []
        return { ...row, startReason, endReason }
      })
      await addStanding(db.pool, told)
      const page = await getWeekly(db.pool, { week, filter, now })
      const { at, since } = page.week
      const size = async (query: object) =>
        (await listFindings(db.pool, { ...filter, at, limit: 1, ...query })).total
      expect(page.explained).toHaveLength(page.measures.filter((m) => m.change !== null).length)
      for (const { measure, from, to, parts } of page.explained) {
        expect(from).toBe(await size({ measure, at: since }))
        expect(to).toBe(await size({ measure }))
        expect(from + parts.reduce((sum, { change }) => sum + change, 0)).toBe(to)
        for (const { part, findings, change } of parts) {
          expect([part, await size({ measure, since, part })]).toEqual([part, findings])
          expect(Math.abs(change)).toBe(part === 'moved' ? 0 : findings)
        }
      }
      for (const { measure, parts } of page.explained) {
        const { causes } = page.measures.find((m) => m.measure === measure) ?? {}
        expect([measure, causes]).toEqual([measure, causesOf(parts)])
      }
      expect(page.totals.causes).toEqual(
        page.explained.length === 3
          ? causesOf(page.explained.flatMap(({ parts }) => parts))
          : page.totals.causes,
      )
      const { appeared, gone } = page.totals.causes.drift
      expect(reviewCsv(page)).toContain(
        `totals,,,drift appeared,${appeared}\r\ntotals,,,drift gone,${-gone}\r\n`,
      )
      if (page.explained.length > 0) {
        expect(markdownOf(page)).toContain(`New ${signed(appeared)}, gone ${signed(-gone)}, net `)
      }
      const net = page.explained.reduce((sum, { from, to }) => sum + to - from, 0)
      if (page.explained.length === 3) expect(page.totals.net).toBe(net)
    }),
    { numRuns: 15 },
  )
})

test('a service outside of its own limits is an exception with all four slots', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-07-01T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
  await addStanding(db.pool, [
    { ...row, finding: 'old', service: 'web', team: 'red', from: '2026-07-02T00:00:00Z' },
    { ...row, finding: 'api', service: 'api', from: '2026-07-02T00:00:00Z' },
    ...['a', 'b', 'c'].map((finding) => ({
      ...{ ...row, finding, service: 'web', team: 'red', from: '2026-11-18T00:00:00Z' },
    })),
  ])
  const { exceptions } = await getWeekly(db.pool, { week: '2026-W47', filter: {}, now })
  expect(exceptions).toMatchObject({ total: 1, reviewed: 0, normal: { services: 1 } })
  expect(exceptions.shown[0]).toMatchObject({
    label: 'web',
    drift: 3,
    value: 4,
    signal: { kind: 'above' },
    who: { owner: { name: 'red' } },
    details: { findings: 3, assistance: [{ grade: 'unknown', count: 3 }] },
  })
})

test('an exception says whom CODEOWNERS and commits name for what came, and with which findings', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-07-01T00:00:00Z' }])
  await addCommits(db.pool, [{ repository: 'one', sha: 'c0ffee0000', author: 'Ann' }])
  await addCodeowners('one', '/src/web/ @acme/web\n', '2026-07-01T00:00:00Z')
  const row = { repository: 'one', rule: 'decision/caching', kind: 'decision' } as const
  const came = {
    ...row,
    decisionKind: 'caching',
    from: '2026-11-18T00:00:00Z',
    commit: 'c0ffee0000',
  }
  await addStanding(db.pool, [
    { ...row, decisionKind: 'caching', finding: 'old', from: '2026-07-02T00:00:00Z' },
    { ...came, finding: 'a', path: 'src/web/a.ts' },
    { ...came, finding: 'b', path: 'src/web/b.ts' },
    { ...came, finding: 'c', path: 'src/job.ts' },
    { ...came, finding: 'there', path: 'src/web/old.ts', startReason: 'rule-added' },
  ])
  const { exceptions } = await getWeekly(db.pool, { week: '2026-W47', filter: {}, now })
  const { candidates, findings } = exceptions.shown[0]?.who ?? {}
  expect(candidates?.map(({ owner, where, findings }) => [owner.name, where, findings])).toEqual([
    ['@acme/web', 'CODEOWNERS:1', [idOf('finding', 'a'), idOf('finding', 'b')]],
    ['Ann', 'c0ffee0000', [idOf('finding', 'c')]],
  ])
  expect(findings?.length).toBe(3)
})

test('a retry path on the board has a segment for each layer, with who owns the decision there', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-07-01T00:00:00Z' }])
  const from = '2026-11-18T00:00:00Z'
  const layers = [
    { kind: 'queue', mechanism: 'bullmq', attempts: 5, path: 'src/job.ts', line: 7 },
    { kind: 'wrapper', mechanism: 'backOff', attempts: 3, path: 'src/send.ts', line: 7 },
  ]
  await addStanding(db.pool, [
    {
      ...{ repository: 'one', rule: 'retry/path', kind: 'retry-path', finding: 'path', from },
      ...{ attempts: 15, data: { layers, arithmetic: '5 queue × 3 backOff = 15' } },
    },
    {
      ...{ repository: 'one', rule: 'decision/retry', kind: 'decision', decisionKind: 'retry' },
      ...{ finding: 'owned', path: 'src/job.ts', state: 'owned', from },
    },
  ])
  await db.pool.query("UPDATE standing SET owner = '@acme/jobs' WHERE state = 'owned'")
  const { board } = await getWeekly(db.pool, { week: '2026-W47', filter: {}, now })
  expect(board).toMatchObject([
    {
      attempts: 15,
      arithmetic: '5 queue × 3 backOff = 15',
      layers: [
        { kind: 'queue', mechanism: 'bullmq', attempts: 5, owner: '@acme/jobs' },
        { kind: 'wrapper', mechanism: 'backOff', attempts: 3 },
      ],
    },
  ])
  expect(board[0]?.layers[1]).not.toHaveProperty('owner')
})

test('a service that went to another team, or whose file did, is no drift of either team', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-07-01T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
  const [early, left] = ['2026-07-02T00:00:00Z', '2026-10-20T00:00:00Z']
  await addStanding(db.pool, [
    { ...row, finding: 'stays', service: 'api', team: 'red', from: early },
    { ...row, finding: 'a', version: 'a', service: 'web', team: 'red', from: early, to: left },
    {
      ...row,
      finding: 'a',
      version: 'a',
      service: 'web',
      team: 'blue',
      from: left,
      samePresence: true,
    },
    {
      ...row,
      finding: 'b',
      service: 'web',
      team: 'red',
      from: early,
      to: left,
      endReason: 'moved',
    },
    { ...row, finding: 'b', service: 'job', team: 'blue', from: left, startReason: 'moved' },
    { ...row, finding: 'new', service: 'api', team: 'red', from: '2026-11-18T00:00:00Z' },
  ])
  for (const filter of [{}, { team: idOf('team', 'red') }]) {
    const page = await getWeekly(db.pool, { week: '2026-W47', filter, now })
    const red = page.exceptions.shown.find(({ by, label }) => by === 'team' && label === 'red')
    const api = page.exceptions.shown.find(({ by, label }) => by === 'service' && label === 'api')
    expect((red ?? api)?.drift).toBe(1)
    expect((red ?? api)?.history.filter((drift) => drift !== 0 && drift !== null)).toEqual([1])
    const week = await getWeekly(db.pool, { week: '2026-W43', filter, now })
    expect(week.exceptions).toMatchObject({ total: 0, normal: { changed: [] } })
    expect(week.movers).toEqual([])
    expect(week.credit).toEqual([])
  }
})

test('with seven known weeks before nothing is called a signal, and that is said', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', ...seen, at: '2026-10-06T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern' } as const
  await addStanding(db.pool, [{ ...row, finding: 'a', from: '2026-11-18T00:00:00Z' }])
  const { exceptions } = await getWeekly(db.pool, { week: '2026-W47', filter: {}, now })
  expect(exceptions).toMatchObject({ total: 0, young: { services: 1 }, normal: { services: 0 } })
  expect(exceptions.young.changed).toMatchObject([{ change: 1 }, { change: 1 }])
})

test('the first week ever, a week without any scan, and a 53rd week are pages', async () => {
  await addRules(db.pool, RULES)
  await addScans(db.pool, [{ repository: 'one', at: '2026-11-18T00:00:00Z' }])
  const row = { repository: 'one', rule: 'pattern/a', kind: 'pattern', startReason: 'first-scan' }
  await addStanding(db.pool, [
    { ...row, kind: 'pattern', finding: 'a', from: '2026-11-18T00:00:00Z' },
  ])
  const page = (week: string) => getWeekly(db.pool, { week, filter: {}, now })
  expect(await page('2026-W47')).toMatchObject({ explained: [], exceptions: { total: 0 } })
  expect(await page('2026-W46')).toMatchObject({ explained: [], exceptions: { total: 0 } })
  expect((await page('2020-W53')).week.id).toBe('2020-W53')
})
