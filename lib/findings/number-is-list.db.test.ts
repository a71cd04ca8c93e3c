import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { getTrends } from '@/lib/trends/get-trends'
import { addRules, addScans, addStanding, idOf, type TestStanding } from '@/lib/trends/testing'
import { GROUPINGS, MEASURES } from '@/lib/trends/types'
import { listFindings } from './list-findings'
import type { FindingQuery, FindingRow } from './types'
import { filters, instants, REPOSITORIES, RULES, worlds } from './worlds.fixture'

const db = await testDatabase()
const now = new Date('2026-11-25T09:00:00Z')

beforeEach(() => emptyDatabase(db.pool))

const seen = { at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' }

async function build(
  world: TestStanding[],
  scanned: (repository: number) => typeof seen | undefined = () => seen,
): Promise<void> {
  await emptyDatabase(db.pool)
  await addRules(db.pool, RULES)
  await addScans(
    db.pool,
    REPOSITORIES.map((repository, i) => ({ repository, ...seen, ...scanned(i) })),
  )
  await addStanding(db.pool, world)
}

async function listAll(query: FindingQuery): Promise<{ total: number; findings: FindingRow[] }> {
  const findings: FindingRow[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await listFindings(db.pool, { ...query, limit: 3, cursor })
    findings.push(...page.findings)
    cursor = page.next
    if (cursor === undefined) return { total: page.total, findings }
  }
}

const measures = fc.constantFrom(...MEASURES)
const runs = { numRuns: 25 }

test('every point of every chart is the number of findings in its list', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      measures,
      fc.constantFrom(...GROUPINGS),
      filters,
      fc.constantFrom('UTC', 'Europe/Berlin'),
      async (world, measure, by, filter, timeZone) => {
        await build(world)
        const trends = await getTrends(db.pool, {
          measure,
          by,
          filter,
          from: new Date('2026-11-01T12:00:00Z'),
          to: now,
          now,
          timeZone,
        })
        for (const { at, value } of trends.total) {
          const { total, findings } = await listAll({ measure, at, ...filter })
          expect(findings).toHaveLength(total)
          if (value !== null) expect(total).toBe(value)
        }
        for (const { key, points } of trends.series) {
          for (const { at, value } of points) {
            const { total } = await listFindings(db.pool, { measure, at, ...filter, [by]: key })
            if (value !== null) expect(total).toBe(value)
          }
        }
        const sums = trends.total.map((_, i) =>
          trends.series.reduce((sum, { points }) => sum + (points[i]?.value ?? 0), 0),
        )
        expect(sums).toEqual(trends.total.map(({ value }) => value ?? 0))
      },
    ),
    runs,
  )
})

test('a chart of the largest is the beginning of the whole chart, and says how many more there are', async () => {
  const SCANNED = [
    { at: '2026-10-01T00:00:00Z', through: '2026-12-31T00:00:00Z' },
    { at: '2026-10-01T00:00:00Z', through: '2026-11-10T00:00:00Z' },
  ]
  await fc.assert(
    fc.asyncProperty(
      ...([worlds, measures, fc.constantFrom('service', 'repository'), filters] as const),
      fc.integer({ min: 1, max: 3 }),
      fc.shuffledSubarray(SCANNED, { minLength: 2, maxLength: 2 }),
      async (world, measure, by, filter, top, scanned) => {
        await build(world, (i) => scanned[i])
        const query = { measure, by, filter, now, to: now, timeZone: 'UTC' } as const
        const from = new Date('2026-11-01T12:00:00Z')
        const whole = await getTrends(db.pool, { ...query, from })
        const rest = whole.series.slice(top)
        const more = rest.filter(({ points }) => points.some(({ value }) => value)).length
        const { more: told = 0, ...drawn } = await getTrends(db.pool, { ...query, from, top })
        expect(drawn).toEqual({ ...whole, series: whole.series.slice(0, top) })
        expect(told).toBe(more)
      },
    ),
    runs,
  )
})

test('lists hold each finding that stands then once, by the plain definition', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, measures, instants, async (world, measure, at) => {
      await build(world)
      const kind = {
        'unowned-decisions': 'decision',
        'duplicated-retries': 'retry-path',
        'flagged-patterns': 'pattern',
      }[measure]
      const standing = world.filter(
        (row) =>
          row.kind === kind &&
          row.state === 'open' &&
          row.from <= at &&
          (row.to == null || row.to > at),
      )
      const { findings } = await listAll({ measure, at })
      expect(findings.map(({ id }) => id).sort()).toEqual(
        standing.map(({ finding }) => idOf('finding', finding)).sort(),
      )
    }),
    runs,
  )
})

test('pages come in one order: worst first for retry paths, else newest, path, id', async () => {
  const rank = (row: FindingRow) =>
    row.attempts === 'unbounded' ? Infinity : typeof row.attempts === 'number' ? row.attempts : -1
  await fc.assert(
    fc.asyncProperty(
      worlds,
      fc.option(measures, { nil: undefined }),
      instants,
      async (world, measure, at) => {
        await build(world)
        const { findings } = await listAll({ measure, at })
        const byAttempts = measure === 'duplicated-retries'
        const sorted = [...findings].sort(
          (a, b) =>
            (byAttempts ? Number(rank(b) > rank(a)) - Number(rank(b) < rank(a)) : 0) ||
            Date.parse(b.since) - Date.parse(a.since) ||
            Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)) ||
            (a.id < b.id ? -1 : 1),
        )
        expect(findings).toEqual(sorted)
      },
    ),
    runs,
  )
})

test('what appeared less what is gone is the change of the number', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      fc.option(measures, { nil: undefined }),
      filters,
      instants,
      instants,
      async (world, measure, filter, one, other) => {
        await build(world)
        const [since, at] = one < other ? [one, other] : [other, one]
        const query = { measure, ...filter }
        const before = await listAll({ ...query, at: since })
        const after = await listAll({ ...query, at })
        const appeared = await listAll({ ...query, at, since, change: 'appeared' })
        const gone = await listAll({ ...query, at, since, change: 'gone' })
        expect(appeared.total - gone.total).toBe(after.total - before.total)
        const ids = (rows: FindingRow[]) => rows.map(({ id }) => id)
        const [was, is] = [new Set(ids(before.findings)), new Set(ids(after.findings))]
        expect(ids(appeared.findings).sort()).toEqual([...is].filter((id) => !was.has(id)).sort())
        expect(ids(gone.findings).sort()).toEqual([...was].filter((id) => !is.has(id)).sort())
      },
    ),
    runs,
  )
})
