import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { verifyStanding } from '@/lib/standing/verify'
import { ingest } from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

const WEEK = 7 * 86_400_000
const START = Date.UTC(2026, 0, 4)
const PATHS = ['api/a.ts', 'api/b.ts', 'web/a.ts']

const observation = fc.record({
  ruleKey: fc.constantFrom('decision/caching', 'pattern/swallowed'),
  path: fc.constantFrom(...PATHS),
  symbol: fc.constantFrom('load', 'save'),
  form: fc.constantFrom('p', 'q'),
  suppressed: fc.boolean(),
  line: fc.integer({ min: 1, max: 3 }),
  owned: fc.boolean(),
})

/** Tags that move from commit to commit, and runs that do not speak of them. */
const tags = fc.option(
  fc.uniqueArray(
    fc.constantFrom('v1', 'v2').chain((name) =>
      fc.record({
        name: fc.constant(name),
        commit: fc.constantFrom('a'.repeat(40), 'b'.repeat(40)),
        committedAt: fc.constantFrom(START, START + WEEK),
      }),
    ),
    { maxLength: 2, selector: ({ name }) => name },
  ),
  { nil: undefined },
)

/** Writers of files change from scan to scan, and some runs do not speak of them. */
const writers = fc.option(
  fc
    .uniqueArray(
      fc.record({
        path: fc.constantFrom(...PATHS),
        author: fc.constantFrom('Ada', 'Bo'),
        commits: fc.constantFrom(1, 2),
        of: fc.constant(3),
      }),
      { maxLength: 2, selector: ({ path }) => path },
    )
    .map((files) => ({ weeks: 26, files })),
  { nil: undefined },
)

const scan = fc.record({
  week: fc.integer({ min: 0, max: 6 }),
  /** Commits of one second: the greatest hash counts. */
  commit: fc.integer({ min: 0, max: 2 }),
  run: fc.integer({ min: 0, max: 1 }),
  extent: fc.constantFrom('full', 'full', 'full', 'paths', 'seen'),
  teams: fc.constantFrom(['red', 'red'], ['red', 'blue'], null),
  seen: fc.array(observation, { maxLength: 6 }),
  tags,
  writers,
  /** What the tool says of its rules; some runs only name them. */
  help: fc.option(fc.constantFrom('help', 'more help'), { nil: undefined }),
})
type Scan = typeof scan extends fc.Arbitrary<infer T> ? T : never

function contentOf(s: Scan): ScanContent {
  const rules = ['decision/caching', 'pattern/swallowed']
  const observations: Observation[] = s.seen.map((o) => ({
    ruleKey: o.ruleKey,
    path: o.path,
    symbol: o.symbol,
    form: o.form,
    content: o.form,
    message: `${o.ruleKey} in ${o.symbol}`,
    level: 'warning',
    suppressed: o.suppressed,
    startLine: o.line,
    snippet: o.form === 'p' ? 'return cached.get(key) ?? load(key)'.repeat(3) : 'x',
    declared: o.owned ? { owner: '@blue' } : undefined,
    changedBy: o.owned ? [{ sha: 'c'.repeat(40), attempts: 4, unbounded: false }] : undefined,
  }))
  return {
    repository: { name: 'acme/shop', rootCommit: 'a'.repeat(40) },
    commit: `${s.week}${s.commit}`.repeat(20),
    committedAt: START + s.week * WEEK,
    startedAt: s.help === undefined ? undefined : START + 99 * WEEK,
    ranAt: START + 100 * WEEK + s.run,
    branch: 'main',
    defaultBranch: true,
    tool: 'plumbline',
    category: 'code',
    succeeded: s.extent !== 'seen',
    coverage:
      s.extent === 'full'
        ? { extent: 'full', rules }
        : s.extent === 'paths'
          ? { extent: 'paths', paths: ['api/**'], rules }
          : { extent: 'seen' },
    rules: rules.map((ruleKey) => ({
      ruleKey,
      kind: ruleKey.startsWith('decision') ? 'decision' : 'pattern',
      level: 'warning',
      help: s.help,
      undescribed: s.help === undefined || undefined,
    })),
    observations,
    services: s.teams
      ? ['api', 'web'].map((name, i) => ({ name, paths: [`${name}/**`], team: s.teams?.[i] }))
      : undefined,
    tags: s.tags,
    writers: s.writers,
    commits: [],
    notifications: [],
  }
}

async function stateAfter(scans: Scan[], lines = true): Promise<unknown> {
  await emptyDatabase(db.pool)
  for (const s of scans) {
    await ingest(db.pool, contentOf(s))
  }
  expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
  const dump = async (sql: string) => (await db.pool.query(sql)).rows
  return {
    presence: await dump('SELECT * FROM presence ORDER BY version_id, from_at'),
    standing: await dump('SELECT * FROM standing ORDER BY version_id, from_at'),
    maps: await dump('SELECT at, services FROM service_map ORDER BY at'),
    releases: await dump('SELECT name, commit, at, said_at FROM release ORDER BY name'),
    writersOf: await dump('SELECT commit, at, said_at, weeks FROM file_writers'),
    writers: await dump('SELECT path_hash, author, commits FROM file_writer ORDER BY path_hash'),
    changes: await dump(
      `SELECT c.version_id, n.commit, c.sha, c.attempts FROM path_change c
       JOIN scan n ON n.id = c.scan_id AND NOT n.superseded ORDER BY c.version_id, n.committed_at`,
    ),
    rules: await dump('SELECT id, help, described_at FROM rule ORDER BY id'),
    scans: await dump(
      'SELECT commit, committed_at, started_at, ran_at, coverage, content_digest, superseded FROM scan ORDER BY commit',
    ),
    versions: await dump(
      `SELECT v.id, v.path, v.message ${lines ? ', v.start_line' : ''} FROM version v
       WHERE EXISTS (SELECT 1 FROM presence p WHERE p.version_id = v.id) ORDER BY v.id`,
    ),
  }
}

test('the same scans give the same state in any order, once or many times', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(scan, { minLength: 1, maxLength: 6 })
        .chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.subarray(all),
          ),
        ),
      async ([all, arrivals, again]) => {
        // A run that another run over the same commit replaced may have described a version that
        // the other one does not see: its line then stays that of the replaced run (ADR 0001).
        const replaced = new Set(all.map((s) => s.week)).size < all.length
        expect(await stateAfter([...arrivals, ...again], !replaced)).toEqual(
          await stateAfter(inTime(all), !replaced),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('standing is what presence, services and ownership say, after every scan', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(scan, { minLength: 1, maxLength: 5 }), async (all) => {
      await stateAfter(all)
      expect(await verifyStanding(db.pool)).toEqual([])
      const { rows } = await db.pool.query<{ n: number }>('SELECT count(*) AS n FROM standing')
      await db.pool.query('DELETE FROM standing')
      expect(await verifyStanding(db.pool)).toHaveLength(rows[0]?.n ? 1 : 0)
    }),
    { numRuns: 40 },
  )
})

function inTime(all: Scan[]): Scan[] {
  return [...all].sort((a, b) => a.week - b.week || a.commit - b.commit || a.run - b.run)
}

test('a commit that is said to be of another time leaves its old instant to who stood there', async () => {
  const at = (week: number, commit: number, run: number, symbol: string): Scan => ({
    week,
    commit,
    run,
    extent: 'full',
    teams: null,
    tags: undefined,
    writers: undefined,
    help: undefined,
    seen: [
      {
        ruleKey: 'pattern/swallowed',
        path: 'api/a.ts',
        symbol: symbol as 'load',
        form: 'p',
        suppressed: false,
        line: 1,
        owned: false,
      },
    ],
  })
  await stateAfter([at(1, 0, 0, 'load'), at(1, 1, 0, 'save')])
  const moved = { ...contentOf(at(1, 0, 1, 'load')), committedAt: START + 5 * WEEK }
  await ingest(db.pool, moved)
  const { rows } = await db.pool.query<{ symbol: string; from: Date; to: Date | null }>(
    `SELECT v.symbol, p.from_at AS from, p.to_at AS to FROM presence p
     JOIN version v ON v.id = p.version_id ORDER BY p.from_at`,
  )
  expect(rows.map(({ symbol, from, to }) => [symbol, +from, to && +to])).toEqual([
    ['save', START + WEEK, START + 5 * WEEK],
    ['load', START + 5 * WEEK, null],
  ])
})

test('the newer declaration of the default branch counts, whichever came first', async () => {
  const declare = (week: number, branch: string): ScanContent => ({
    ...contentOf({
      week,
      commit: 0,
      run: 0,
      extent: 'full',
      teams: null,
      seen: [],
      tags: undefined,
      writers: undefined,
      help: undefined,
    }),
    branch,
  })
  const after = async (scans: ScanContent[]) => {
    await stateAfter([])
    for (const s of scans) await ingest(db.pool, s)
    return (await db.pool.query('SELECT default_branch FROM repository')).rows[0]
  }
  const old = declare(1, 'master')
  const renamed = declare(5, 'main')
  expect(await after([old, renamed])).toEqual({ default_branch: 'main' })
  expect(await after([renamed, old])).toEqual({ default_branch: 'main' })
})
