import pg from 'pg'
import { listFacets } from '@/lib/findings/list-facets'
import { listFindings } from '@/lib/findings/list-findings'
import { SORTS } from '@/lib/findings/types'
import { getFreshness } from '@/lib/freshness/get-freshness'
import { createDatabase, migrate } from '@/lib/launch/migrate'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import { listRepositories } from '@/lib/repositories/list-repositories'
import { getReview } from '@/lib/review/get-review'
import { search } from '@/lib/search/search'

/**
 * Server time of what pages read, with many findings over 500 repositories and two years, against
 * the same with 10,000: `node --import tsx bench/pages.ts [findings]`. Ratios, not times, are told
 * of: both are measured on one machine in one run.
 */
const MANY = Number(process.argv[2] ?? 1_000_000)
const FEW = 10_000
const NOW = new Date('2026-11-22T12:00:00Z')

const id = (kind: string, n: string) => `md5('${kind}' || (${n}))::uuid`
const BEGAN = `timestamptz '2024-11-24' + (i * 7919 % 730) * interval '1 day'`
const KIND = `(ARRAY['decision', 'pattern', 'pattern', 'retry-path'])[i % 4 + 1]`

/** Rows as ingest leaves them; a third of the findings is gone again. */
const WORLD = (n: number): string[] => [
  `INSERT INTO repository (org_id, id, name) SELECT 1, ${id('r', 'i')}, 'repo-' || i FROM generate_series(0, 499) i`,
  `INSERT INTO team (org_id, id, name) SELECT 1, ${id('t', 'i')}, 'team-' || i FROM generate_series(0, 39) i`,
  `INSERT INTO service (org_id, id, repository_id, name) SELECT 1, ${id('s', 'i')}, ${id('r', 'i')}, 'service-' || i FROM generate_series(0, 499) i`,
  `INSERT INTO stream (org_id, id, repository_id, branch, tool, category) SELECT 1, ${id('m', 'i')}, ${id('r', 'i')}, 'main', 'plumbline', 'code' FROM generate_series(0, 499) i`,
  `INSERT INTO rule (org_id, id, tool, rule_key, kind, name, described_at) SELECT 1, ${id('u', 'i')}, 'plumbline', 'rule/' || i, ${KIND}, 'Rule ' || i, now() FROM generate_series(0, 39) i`,
  `INSERT INTO scan (org_id, id, stream_id, upload_id, commit, committed_at, holds_through, succeeded, coverage, content_digest, results)
   SELECT 1, ${id('c', `i || '-' || w`)}, ${id('m', 'i')}, ${id('c', 'i')}, md5(i || '-' || w), timestamptz '2024-11-24' + w * interval '7 days', timestamptz '2024-11-24' + (w + 1) * interval '7 days', true, '{}', '', 0
   FROM generate_series(0, 499) i, generate_series(0, 104) w`,
  `INSERT INTO version (org_id, id, stream_id, rule_id, path, message, level, start_line, description, attempts)
   SELECT 1, ${id('v', 'i')}, ${id('m', 'i % 500')}, ${id('u', 'i % 40')}, 'src/' || i % 37 || '/' || i % 911 || '/file' || i || '.ts', 'message of ' || i, (ARRAY['error', 'warning', 'note'])[i % 3 + 1], 7, '', CASE WHEN i % 4 = 3 THEN i % 90 + 4 END FROM generate_series(0, ${n - 1}) i`,
  `INSERT INTO presence (org_id, version_id, from_at, to_at, stream_id, start_reason, end_reason, finding_id)
   SELECT 1, ${id('v', 'i')}, ${BEGAN}, CASE WHEN i % 3 = 0 THEN ${BEGAN} + interval '60 days' END, ${id('m', 'i % 500')}, 'introduced', CASE WHEN i % 3 = 0 THEN 'gone' END, ${id('v', 'i')} FROM generate_series(0, ${n - 1}) i`,
  `INSERT INTO standing (org_id, version_id, from_at, to_at, finding_id, repository_id, stream_id, service_id, team_id, rule_id, kind, state, attempts)
   SELECT 1, p.version_id, p.from_at, p.to_at, p.finding_id, ${id('r', 'i % 500')}, p.stream_id, ${id('s', 'i % 500')}, ${id('t', 'i % 40')}, ${id('u', 'i % 40')}, ${KIND}, 'open', CASE WHEN i % 4 = 3 THEN i % 90 + 4 END
   FROM generate_series(0, ${n - 1}) i JOIN presence p ON p.org_id = 1 AND p.version_id = ${id('v', 'i')}`,
  'ANALYZE',
]

const at = NOW.toISOString()
const one = "md5('r' || 7)::uuid"

function readsOf(pool: pg.Pool, repository: string): [string, () => Promise<unknown>][] {
  return [
    ['freshness (every page)', () => getFreshness(pool, NOW)],
    ['review', () => getReview(pool, { filter: {}, now: NOW })],
    ['repositories', () => listRepositories(pool, NOW, NOW)],
    ['facets', () => listFacets(pool, { at, measure: 'unowned-decisions' })],
    ['search', () => search(pool, 'file77')],
    ['list of one repository', () => listFindings(pool, { at, repository })],
    ...SORTS.map((sort): [string, () => Promise<unknown>] => [
      `list by ${sort}`,
      () => listFindings(pool, { at, measure: 'unowned-decisions', sort }),
    ]),
  ]
}

async function timesOf(url: string, n: number): Promise<Map<string, number>> {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  pool.on('error', () => {})
  for (const sql of WORLD(n)) await pool.query(sql)
  const { rows } = await pool.query<{ id: string }>(`SELECT ${one} AS id`)
  const times = new Map<string, number>()
  for (const [name, read] of readsOf(pool, rows[0]?.id ?? '')) {
    const runs: number[] = []
    for (let i = 0; i < 3; i += 1) {
      const began = performance.now()
      await read()
      runs.push(performance.now() - began)
    }
    times.set(name, Math.min(...runs))
    if (n !== FEW) console.error(`${name}: ${Math.round(Math.min(...runs))} ms`)
  }
  await pool.end()
  return times
}

const postgres = await temporaryPostgres()
try {
  const measured: Map<string, number>[] = []
  for (const n of [FEW, MANY]) {
    const name = `pages_${n}`
    await createDatabase(postgres.url('postgres'), name)
    await migrate(postgres.url(name))
    measured.push(await timesOf(postgres.url(name), n))
  }
  const [few, many] = measured
  for (const [name, time] of many ?? []) {
    const before = few?.get(name) ?? Number.NaN
    console.log(
      `${name}\t${before.toFixed(0)} ms\t${time.toFixed(0)} ms\t× ${(time / before).toFixed(1)}`,
    )
  }
} finally {
  await postgres.stop()
}
