import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { getFinding } from '@/lib/findings/get-finding'
import { listFindings } from '@/lib/findings/list-findings'
import { ingest } from '@/lib/ingest/testing'
import type { ScanContent } from '@/lib/sarif/content'
import { weekOf } from '@/lib/time/weeks'
import { getReview } from './get-review'

const db = await testDatabase()
const WEEK = 7 * 86_400_000
const START = Date.UTC(2026, 0, 4, 12)
const WEEKS = 5
const PATHS = ['app/a.ts', 'app/b.ts', 'web/app/a.ts']

const commits = Array.from({ length: WEEKS + 1 }, (_, i) => ({
  sha: `${i}`.repeat(40),
  committedAt: START + (i - 1) * WEEK - 3_600_000,
  subject: `wrought ${i}`,
  author: 'Ada',
  assistance: { grade: 'unknown' as const },
}))

/** What a scan sees, each with any commit of any time: tools and clocks say all sorts of things. */
const seen = fc.uniqueArray(
  fc.record({
    path: fc.constantFrom(...PATHS),
    form: fc.constantFrom('p', 'q'),
    by: fc.option(fc.integer({ min: 0, max: WEEKS }), { nil: undefined }),
  }),
  { maxLength: 3, selector: ({ path }) => path },
)

type Seen = typeof seen extends fc.Arbitrary<infer T> ? T : never

function contentOf(week: number, sites: Seen): ScanContent {
  return {
    repository: { name: 'acme/shop', rootCommit: 'a'.repeat(40) },
    commit: `c${week}`.repeat(20),
    committedAt: START + week * WEEK,
    ranAt: START + 100 * WEEK,
    branch: 'main',
    defaultBranch: true,
    tool: 'plumbline',
    category: 'code',
    succeeded: true,
    coverage: { extent: 'full', rules: ['decision/caching'] },
    rules: [
      {
        ...{ ruleKey: 'decision/caching', kind: 'decision', decisionKind: 'caching' },
        level: 'note',
      },
    ],
    observations: sites.map(({ path, form, by }) => ({
      ...{ ruleKey: 'decision/caching', path, symbol: 'load', form, content: form },
      ...{ message: 'cached', level: 'note', suppressed: false, startLine: 1, snippet: 'x' },
      introducedBy: by === undefined ? undefined : commits[by]?.sha,
    })),
    commits,
    notifications: [],
  }
}

const ms = (iso: string | undefined) =>
  iso === undefined ? Number.NEGATIVE_INFINITY : Date.parse(iso)

/** Of each finding that stands at an instant, its commit and what it may have caused. */
async function checkLists(at: number): Promise<void> {
  const { findings } = await listFindings(db.pool, { at: new Date(at).toISOString() })
  for (const { id, since, introducedBy } of findings) {
    const life = (await getFinding(db.pool, id))?.life ?? []
    for (const row of life) expect(ms(row.introducedBy?.at)).toBeLessThanOrEqual(ms(row.from))
    const made = ms(introducedBy?.at)
    const back = life.some(
      ({ startReason, from }) => startReason === 'reopened' && ms(from) >= made && ms(from) <= at,
    )
    expect(made <= ms(since) || back).toBe(true)
  }
}

async function checkReview(at: number): Promise<void> {
  const week = weekOf(new Date(at), 'UTC').id
  const text = JSON.stringify(await getReview(db.pool, { filter: {}, now: new Date(at), week }))
  const later = commits.filter(({ committedAt }) => committedAt > at)
  expect(later.filter(({ subject }) => text.includes(subject))).toEqual([])
}

test('no commit is named as the cause of what was first seen before it, in whatever order scans arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(seen, { minLength: WEEKS, maxLength: WEEKS }),
      fc.shuffledSubarray([...Array(WEEKS).keys()], { minLength: WEEKS }),
      async (weeks, arrivals) => {
        await emptyDatabase(db.pool)
        for (const week of arrivals) await ingest(db.pool, contentOf(week, weeks[week] ?? []))
        for (let week = 0; week < WEEKS; week += 1) {
          await checkLists(START + week * WEEK)
          await checkReview(START + week * WEEK)
        }
      },
    ),
    { numRuns: 6 },
  )
})
