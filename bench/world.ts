import pg from 'pg'
import { alikeOf, directoryOf } from '@/lib/standing/derived'
import { rebuildKept } from '@/lib/standing/kept'

/**
 * A world of findings as ingest leaves it: 500 repositories of three services each, 40 teams, 30
 * rules, two years of weekly scans. Three of five findings come with the first scan, the others
 * week by week; a third of all is gone again, every fifth was moved once. Written in bulk with
 * the indexes set aside: a million findings took four minutes on two cores that others used too.
 */
export const REPOSITORIES = 500
/** After the last scan: nothing is of the future. */
export const NOW = new Date('2026-11-22T23:00:00Z')
const WEEKS = 104

const id = (kind: string, n: string) => `md5('${kind}' || (${n}))::uuid`
const FIRST = `timestamptz '2024-11-25 00:00Z'`
/** Scans of all repositories are spread over the week, twenty minutes apart. */
const scanAt = (repository: string, week: string) =>
  `(${FIRST} + (${week}) * interval '7 days' + (${repository}) * interval '20 minutes')`

const KINDS = `(ARRAY['concurrency', 'transactions', 'caching', 'retries', 'idempotency',
  'api-contracts', 'state-machines'])`
const GRADE = (repository: string, week: string) =>
  `(ARRAY['trailer', 'unknown', 'unknown'])[(${repository} + ${week}) % 3 + 1]`

const ROWS = [
  // Known here since its first scan, as where scans have come for as long as they tell of.
  `INSERT INTO repository (org_id, id, name, created_at)
   SELECT 1, ${id('r', 'r')}, 'repository-' || r, ${scanAt('r', '0')}
   FROM generate_series(0, ${REPOSITORIES - 1}) r`,
  `INSERT INTO team (org_id, id, name) SELECT 1, ${id('t', 't')}, 'team-' || t
   FROM generate_series(0, 39) t`,
  `INSERT INTO service (org_id, id, repository_id, name)
   SELECT 1, ${id('s', `r * 3 + s`)}, ${id('r', 'r')}, 'service-' || r || '-' || s
   FROM generate_series(0, ${REPOSITORIES - 1}) r, generate_series(0, 2) s`,
  `INSERT INTO service_map (org_id, repository_id, at, scan_id, digest, services)
   SELECT 1, ${id('r', 'r')}, ${FIRST}, ${id('c', `r || '-' || 0`)}, '', jsonb_agg(jsonb_build_object(
     'name', 'service-' || r || '-' || s, 'paths', jsonb_build_array('services/' || s || '/**'),
     'team', 'team-' || (r * 3 + s) % 40))
   FROM generate_series(0, ${REPOSITORIES - 1}) r, generate_series(0, 2) s GROUP BY r`,
  `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
   SELECT 1, ${id('m', 'r')}, ${id('r', 'r')}, 'main', 'plumbline', 'code'
   FROM generate_series(0, ${REPOSITORIES - 1}) r`,
  `INSERT INTO rule (org_id, id, tool, rule_key, kind, decision_kind, name, described_at)
   SELECT 1, ${id('u', 'u')}, 'plumbline', 'rule/' || u, kind, CASE kind WHEN 'decision' THEN
     ${KINDS}[u % 7 + 1] END, 'Rule ' || u, now()
   FROM generate_series(0, 29) u,
     LATERAL (SELECT CASE WHEN u < 14 THEN 'decision' WHEN u < 27 THEN 'pattern' ELSE 'retry-path' END AS kind) k`,
  `INSERT INTO scan (org_id, id, stream_id, upload_id, commit, committed_at, holds_through,
     succeeded, coverage, content_digest, results, tool_version)
   SELECT 1, ${id('c', `r || '-' || w`)}, ${id('m', 'r')}, ${id('c', `r || '-' || w`)},
     md5(r || '-' || w), ${scanAt('r', 'w')}, ${scanAt('r', 'w + 1')}, true, '{}', '', 0, '1.0'
   FROM generate_series(0, ${REPOSITORIES - 1}) r, generate_series(0, ${WEEKS - 1}) w`,
  `INSERT INTO commit (org_id, repository_id, sha, author, committed_at, subject, assistance_grade)
   SELECT 1, ${id('r', 'r')}, md5(r || '-' || w), 'author-' || (r + w) % 60,
     ${scanAt('r', 'w')}, 'Change ' || w, ${GRADE('r', 'w')}
   FROM generate_series(0, ${REPOSITORIES - 1}) r, generate_series(0, ${WEEKS - 1}) w`,
]

/** Each finding, from which everything else about it follows; `i` counts them. */
const FINDINGS = (n: number) => `CREATE UNLOGGED TABLE bench_finding AS
  SELECT i, r, j, began, ended, CASE WHEN j % 5 = 0 AND least(ended, ${WEEKS}) - began > 2
      THEN began + (least(ended, ${WEEKS}) - began) / 2 END AS moved,
    CASE WHEN j % 20 < 10 THEN 'decision' WHEN j % 20 < 19 THEN 'pattern' ELSE 'retry-path' END AS kind,
    CASE WHEN j % 20 < 10 THEN hash % 14 WHEN j % 20 < 19 THEN 14 + hash % 13 ELSE 27 + hash % 3 END AS rule,
    r * 3 + hash % 3 AS service, hash
  FROM (SELECT i, i % ${REPOSITORIES} AS r, i / ${REPOSITORIES} AS j, hash,
      CASE WHEN hash % 5 < 3 THEN 0 ELSE 1 + hash / 7 % ${WEEKS - 1} END AS began,
      CASE WHEN hash / 11 % 3 = 0 THEN CASE WHEN hash % 5 < 3 THEN 0 ELSE 1 + hash / 7 % ${WEEKS - 1} END
        + 1 + hash / 13 % ${WEEKS} END AS ended
    FROM generate_series(0, ${n - 1}) i, LATERAL (SELECT abs(hashint4(i)::bigint)::int AS hash) h) x`

/** Its one or two forms with the stretch of each; what ends after the last scan has not ended. */
const FORMS = `(SELECT f.*, 0 AS form, f.began AS since, coalesce(f.moved, f.ended) AS until FROM bench_finding f
  UNION ALL SELECT f.*, 1, f.moved, f.ended FROM bench_finding f WHERE f.moved IS NOT NULL) f`
const VERSION = id('v', `f.i || '-' || f.form`)
const PATH = `'services/' || f.service % 3 || '/src/' || f.hash % 37 || '/' || f.hash % 911 || '/file' ||
  f.i / ${REPOSITORIES} || '.ts'`
const ENDS = `f.until IS NOT NULL AND f.until < ${WEEKS}`

const BULK: Record<string, string> = {
  version: `INSERT INTO version (org_id, id, stream_id, rule_id, path, symbol, message, level,
      start_line, snippet, description, attempts, introduced_by, introduced_at)
    SELECT 1, ${VERSION}, ${id('m', 'f.r')}, ${id('u', 'f.rule')},
      ${PATH},
      'Class' || f.hash % 311 || '.method' || f.i, 'message of ' || f.i,
      (ARRAY['error', 'warning', 'warning', 'note'])[f.hash % 4 + 1], 7 + f.form,
      'try { await save(' || f.i || ') } catch { return null }', '\\x00',
      CASE f.kind WHEN 'retry-path' THEN f.hash % 90 + 4 END, md5(f.r || '-' || f.began), ${scanAt('f.r', 'f.began')}
    FROM ${FORMS}`,
  presence: `INSERT INTO presence (org_id, version_id, from_at, to_at, stream_id, start_reason,
      end_reason, finding_id, continues_version, pass)
    SELECT 1, ${VERSION}, ${scanAt('f.r', 'f.since')}, CASE WHEN ${ENDS} THEN ${scanAt('f.r', 'f.until')} END,
      ${id('m', 'f.r')}, CASE WHEN f.form = 1 THEN 'moved' WHEN f.began = 0 THEN 'first-scan' ELSE 'introduced' END,
      CASE WHEN NOT (${ENDS}) THEN NULL WHEN f.until = f.moved THEN 'moved' ELSE 'gone' END,
      ${id('f', 'f.i')}, CASE WHEN f.form = 1 THEN ${id('v', `f.i || '-0'`)} END, CASE WHEN f.form = 1 THEN 'moved' END
    FROM ${FORMS}`,
  standing: `INSERT INTO standing (org_id, version_id, from_at, to_at, finding_id, repository_id,
      stream_id, service_id, team_id, rule_id, kind, decision_kind, state, attempts, status, owner, owner_key, began_at, introduced_at, path,
      severity, alike, grade, undated, still_from, first_owned)
    SELECT 1, ${VERSION}, ${scanAt('f.r', 'f.since')}, CASE WHEN ${ENDS} THEN ${scanAt('f.r', 'f.until')} END,
      ${id('f', 'f.i')}, ${id('r', 'f.r')}, ${id('m', 'f.r')}, ${id('s', 'f.service')},
      ${id('t', 'f.service % 40')}, ${id('u', 'f.rule')}, f.kind,
      CASE f.kind WHEN 'decision' THEN ${KINDS}[f.rule % 7 + 1] END,
      CASE WHEN f.kind = 'decision' AND f.hash / 17 % 6 = 0 THEN 'owned' ELSE 'open' END,
      CASE f.kind WHEN 'retry-path' THEN f.hash % 90 + 4 END,
      CASE WHEN f.kind <> 'decision' THEN NULL WHEN f.hash / 17 % 6 = 0 THEN 'owned' ELSE 'unowned' END,
      CASE WHEN f.kind = 'decision' AND f.hash / 17 % 6 = 0 THEN 'owner-' || f.hash % 60 END,
      CASE WHEN f.kind = 'decision' AND f.hash / 17 % 6 = 0 THEN 'owner-' || f.hash % 60 END,
      ${scanAt('f.r', 'f.began')}, ${scanAt('f.r', 'f.began')}, ${PATH},
      (ARRAY[0, 1, 1, 2])[f.hash % 4 + 1],
      CASE f.kind WHEN 'decision' THEN ${alikeOf(id('s', 'f.service'), `${KINDS}[f.rule % 7 + 1]`, `''`, directoryOf(PATH))} END,
      CASE f.kind WHEN 'decision' THEN ${GRADE('f.r', 'f.began')} END,
      f.began = 0, f.began = 0 AND f.form = 0,
      f.kind = 'decision' AND f.hash / 17 % 6 = 0 AND f.form = 0
    FROM ${FORMS}`,
}

/** Fills an empty, migrated database with so many findings. */
export async function fillWorld(url: string, findings: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'")
    for (const sql of ROWS) await client.query(sql)
    await client.query(FINDINGS(findings))
    for (const [table, sql] of Object.entries(BULK)) await withoutIndexes(client, table, sql)
    await client.query('DROP TABLE bench_finding')
    await rebuildKept(client as unknown as pg.PoolClient)
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

/** Building an index at the end takes a fraction of keeping it row by row. */
async function withoutIndexes(client: pg.Client, table: string, sql: string): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = $1::regclass AND NOT indisprimary`,
    [table],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  await client.query(sql)
  for (const { definition } of rows) await client.query(definition)
}
