import { randomUUID } from 'node:crypto'
import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import type { Coverage } from '@/lib/presence/coverage'
import { replaceStanding } from '@/lib/standing/write'
import { groupBy } from './group-by'

/** Small builders for tests: names instead of ids, sensible defaults, rows written as given. */

const at = (text: string | null | undefined) => (text == null ? null : new Date(text))
export const idOf = (...parts: string[]): string => uuidOf('test', ...parts)

export interface TestScan {
  repository: string
  at: string
  through?: string
  failed?: boolean
  branch?: string
  tool?: string
  /** Default: everything, nothing where it failed. */
  coverage?: Coverage
}

/** Scans, with their repositories and streams; each scan is of a commit of its own. */
export async function addScans(db: Client, scans: readonly TestScan[]): Promise<void> {
  for (const [i, scan] of scans.entries()) {
    const { repository, branch = 'main', tool = 'plumbline' } = scan
    const all: Coverage = scan.failed ? { extent: 'seen' } : { extent: 'full', rules: null }
    await db.query(
      'INSERT INTO repository (org_id, id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [ORG, idOf('repository', repository), repository],
    )
    await db.query(
      `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
       VALUES ($1, $2, $3, $4, $5, 'code') ON CONFLICT DO NOTHING`,
      [ORG, streamOf(repository, branch, tool), idOf('repository', repository), branch, tool],
    )
    await db.query(
      `INSERT INTO scan (org_id, id, stream_id, upload_id, commit, committed_at, holds_through,
         succeeded, coverage, content_digest, results)
       VALUES ($1, $2, $3, $2, $4, $5, $6, $7, $8, '', 0)`,
      [
        ORG,
        idOf('scan', repository, branch, tool, scan.at, String(i)),
        streamOf(repository, branch, tool),
        `${scan.at}-${i}`,
        at(scan.at),
        at(scan.through),
        !scan.failed,
        JSON.stringify(scan.coverage ?? all),
      ],
    )
  }
}

const streamOf = (repository: string, branch = 'main', tool = 'plumbline') =>
  idOf('stream', repository, branch, tool)

export interface TestRule {
  key: string
  kind?: 'decision' | 'retry-path' | 'pattern' | 'flow'
  decisionKind?: string
  tool?: string
  /** The key, where not given. */
  name?: string
  summary?: string
}

export async function addRules(db: Client, rules: readonly TestRule[]): Promise<void> {
  for (const one of rules) {
    const { key, kind = 'pattern', decisionKind = null, tool = 'plumbline' } = one
    await db.query(
      `INSERT INTO rule (org_id, id, tool, rule_key, kind, decision_kind, name, summary, help, described_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'help', now())`,
      [
        ...[ORG, idOf('rule', key), tool, key, kind, decisionKind],
        ...[one.name ?? key, one.summary ?? null],
      ],
    )
  }
}

export interface TestCommit {
  sha: string
  repository: string
  subject?: string
  author?: string
  grade?: string
  tool?: string
}

export async function addCommits(db: Client, commits: readonly TestCommit[]): Promise<void> {
  for (const { sha, repository, subject, author, grade, tool } of commits) {
    await db.query(
      `INSERT INTO commit (org_id, repository_id, sha, author, committed_at, subject,
         assistance_grade, assistance_tool)
       VALUES ($1, $2, $3, $4, now(), $5, $6, $7)`,
      [
        ORG,
        idOf('repository', repository),
        sha,
        author ?? null,
        subject ?? null,
        grade ?? 'unknown',
        tool ?? null,
      ],
    )
  }
}

/** One stretch of standing of one finding; a version per stretch unless named. */
export interface TestStanding {
  finding: string
  version?: string
  from: string
  to?: string | null
  repository: string
  service?: string
  team?: string | null
  rule: string
  kind?: string
  decisionKind?: string
  state?: string
  attempts?: number | null
  path?: string
  commit?: string
  level?: string
  /** When that commit was made. */
  introducedAt?: string
  startReason?: string
  endReason?: string
  data?: unknown
  /** This stretch of presence was already told by another row (only its standing differs). */
  samePresence?: boolean
}

export async function addStanding(db: Client, rows: readonly TestStanding[]): Promise<void> {
  const full = rows.map((row) => {
    const { repository, service = repository, rule, finding } = row
    const version = idOf('version', row.version ?? `${finding} ${row.from}`)
    return {
      org_id: ORG,
      version_id: version,
      id: version,
      finding_id: idOf('finding', finding),
      from_at: at(row.from),
      to_at: at(row.to),
      stream_id: streamOf(repository),
      repository_id: idOf('repository', repository),
      service_id: idOf('service', repository, service),
      team_id: row.team == null ? null : idOf('team', row.team),
      rule_id: idOf('rule', rule),
      kind: row.kind ?? 'pattern',
      decision_kind: row.decisionKind ?? null,
      state: row.state ?? 'open',
      attempts: row.attempts ?? null,
      path: row.path ?? `src/${finding}.ts`,
      message: `message of ${finding}`,
      level: row.level ?? 'warning',
      start_line: 7,
      description: Buffer.alloc(0),
      introduced_by: row.commit ?? null,
      introduced_at: at(row.introducedAt),
      data: row.data === undefined ? null : JSON.stringify(row.data),
      start_reason: row.startReason ?? 'introduced',
      end_reason: row.to == null ? null : (row.endReason ?? 'gone'),
      name: service,
      team: row.team,
      samePresence: row.samePresence,
    }
  })
  const uuid = 'uuid'
  const named = rows.map(({ repository: name }) => {
    return { org_id: ORG, id: idOf('repository', name), name }
  })
  await insertRows(db, 'repository', { org_id: 'int', id: uuid, name: 'text' }, named, KEEP)
  const services = full.map((row) => ({ ...row, id: row.service_id }))
  await insertRows(
    db,
    'service',
    { org_id: 'int', id: uuid, repository_id: uuid, name: 'text' },
    services,
    KEEP,
  )
  const teams = full.filter((row) => row.team_id !== null)
  const teamRows = teams.map((row) => ({ org_id: ORG, id: row.team_id, name: row.team }))
  await insertRows(db, 'team', { org_id: 'int', id: uuid, name: 'text' }, teamRows, KEEP)
  await addServiceMaps(db, rows)
  await insertRows(db, 'version', VERSION, full, KEEP)
  const told = full.filter((row) => !row.samePresence)
  await insertRows(db, 'presence', PRESENCE, told, KEEP)
  await replaceStanding(
    db,
    { versions: [] },
    full.map((row) => ({
      ...{ version: row.version_id, from: row.from_at ?? new Date(0), to: row.to_at },
      ...{ finding: row.finding_id, repository: row.repository_id, stream: row.stream_id },
      ...{ service: row.service_id, team: row.team_id, rule: row.rule_id, kind: row.kind },
      ...{ decisionKind: row.decision_kind, state: row.state, attempts: row.attempts },
    })),
  )
}

/** Standing takes its teams from these. */
async function addServiceMaps(db: Client, rows: readonly TestStanding[]): Promise<void> {
  for (const [repository, own] of groupBy(rows, (row) => row.repository)) {
    const services = own.map(({ service = repository, team }) => ({ name: service, team }))
    await db.query(
      `INSERT INTO service_map (org_id, repository_id, at, scan_id, digest, services)
       VALUES ($1, $2, '2020-01-01', $3, '', $4)`,
      [ORG, idOf('repository', repository), randomUUID(), JSON.stringify(services)],
    )
  }
}

const KEEP = 'ON CONFLICT DO NOTHING'
const VERSION = {
  org_id: 'int',
  id: 'uuid',
  stream_id: 'uuid',
  rule_id: 'uuid',
  path: 'text',
  message: 'text',
  level: 'text',
  start_line: 'int',
  introduced_by: 'text',
  introduced_at: 'timestamptz',
  attempts: 'float8',
  data: 'jsonb',
  description: 'bytea',
}
const PRESENCE = {
  org_id: 'int',
  version_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  stream_id: 'uuid',
  start_reason: 'text',
  end_reason: 'text',
  finding_id: 'uuid',
}
