import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import type { VersionFacts } from './change'
import type { Presence } from './lineage'
import type { Pass } from './matching'
import type { EndCause, StartCause } from './spans'
import type { ScanMark } from './timeline'

/** Scans of a stream that count. Index: scan (org, stream, committed_at). */
export async function loadScanMarks(client: Client, streamId: string): Promise<ScanMark[]> {
  const { rows } = await client.query<ScanMark & { at: Date }>(
    `SELECT id, committed_at AS at, coverage FROM scan
     WHERE org_id = $1 AND stream_id = $2 AND NOT superseded ORDER BY committed_at`,
    [ORG, streamId],
  )
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}

/** What scans of a stream saw outside of what they cover, as `scan version`. */
export async function loadSightings(client: Client, streamId: string): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT g.scan_id || ' ' || g.version_id AS key FROM sighting g
     JOIN scan s ON s.org_id = g.org_id AND s.id = g.scan_id
     WHERE g.org_id = $1 AND s.stream_id = $2`,
    [ORG, streamId],
  )
  return new Set(rows.map((row) => row.key))
}

/**
 * Versions with a span that touches [from, to] (`to` null: everything after). Null for `from`
 * means all of the stream. Indexes: presence (org, stream, to_at) and (org, stream, from_at).
 */
export async function versionsTouching(
  client: Client,
  streamId: string,
  from: number | null,
  to: number | null,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT version_id AS id FROM presence
     WHERE org_id = $1 AND stream_id = $2
       AND ($3::timestamptz IS NULL OR to_at IS NULL OR to_at >= $3)
       AND ($4::timestamptz IS NULL OR from_at <= $4)`,
    [ORG, streamId, from === null ? null : new Date(from), to === null ? null : new Date(to)],
  )
  return rows.map((row) => row.id)
}

/** What presence needs of versions, by id. */
export async function loadVersions(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, VersionFacts>> {
  const { rows } = await client.query<VersionFacts>(
    `SELECT v.id, v.rule_id AS "ruleId", r.rule_key AS "ruleKey", v.path, v.symbol, v.weight,
            encode(v.tool_identity, 'hex') AS "toolIdentity", encode(v.content, 'hex') AS content,
            encode(v.beginning, 'hex') AS beginning, coalesce(v.start_line, 0) AS line
     FROM version v JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
     WHERE v.org_id = $1 AND v.id = ANY($2::uuid[])`,
    [ORG, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** All spans of the given versions. Index: presence's primary key. */
export async function loadSpans(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, Presence[]>> {
  const { rows } = await client.query<StoredPresence>(
    `SELECT version_id, from_at, to_at, start_reason, end_reason, finding_id, continues_version, pass
     FROM presence WHERE org_id = $1 AND version_id = ANY($2::uuid[]) ORDER BY from_at`,
    [ORG, ids],
  )
  const spans = new Map<string, Presence[]>(ids.map((id) => [id, []]))
  for (const row of rows) spans.get(row.version_id)?.push(fromStored(row))
  return spans
}

/** Versions whose spans continue one of `ids`. Index: presence (org, continues_version). */
export async function versionsContinuing(
  client: Client,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT version_id AS id FROM presence
     WHERE org_id = $1 AND continues_version = ANY($2::uuid[])`,
    [ORG, ids],
  )
  return rows.map((row) => row.id)
}

/** Finding of the span of each version that ended at the given time, as `version ms`. */
export async function loadOrigins(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ version: string; at: Date; finding: string }>(
    `SELECT version_id AS version, to_at AS at, finding_id AS finding FROM presence
     WHERE org_id = $1 AND version_id = ANY($2::uuid[]) AND to_at IS NOT NULL`,
    [ORG, ids],
  )
  return new Map(rows.map((row) => [`${row.version} ${row.at.getTime()}`, row.finding]))
}

/** Replaces the spans of the versions in `now` that differ from `old`; returns their ids. */
export async function saveSpans(
  client: Client,
  streamId: string,
  old: ReadonlyMap<string, readonly Presence[]>,
  now: ReadonlyMap<string, readonly Presence[]>,
): Promise<string[]> {
  const changed = [...now].filter(([id, spans]) => !same(old.get(id) ?? [], spans))
  const ids = changed.map(([id]) => id)
  if (ids.length === 0) return ids
  await client.query('DELETE FROM presence WHERE org_id = $1 AND version_id = ANY($2::uuid[])', [
    ORG,
    ids,
  ])
  const rows = changed.flatMap(([, spans]) => spans.map((span) => toStored(span, spans, streamId)))
  await insertRows(client, 'presence', PRESENCE_COLUMNS, rows)
  return ids
}

/** Columns of `presence` with their types. */
export const PRESENCE_COLUMNS = {
  org_id: 'int4',
  version_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  stream_id: 'uuid',
  start_reason: 'text',
  end_reason: 'text',
  finding_id: 'uuid',
  continues_version: 'uuid',
  pass: 'text',
} as const

interface StoredPresence {
  version_id: string
  from_at: Date
  to_at: Date | null
  start_reason: string
  end_reason: string | null
  finding_id: string
  continues_version: string | null
  pass: Pass | null
}

/** `moved` and `reopened` are told apart from the link and the version's earlier spans. */
function toStored(span: Presence, all: readonly Presence[], streamId: string) {
  const earlier = all.some((s) => s.to !== null && s.to <= span.from && s.finding === span.finding)
  const start = span.continues
    ? 'moved'
    : span.start === 'introduced' && earlier
      ? 'reopened'
      : span.start
  return {
    org_id: ORG,
    version_id: span.version,
    from_at: new Date(span.from),
    to_at: span.to === null ? null : new Date(span.to),
    stream_id: streamId,
    start_reason: start,
    end_reason: span.continued ? 'moved' : span.end,
    finding_id: span.finding,
    continues_version: span.continues,
    pass: span.pass,
  }
}

function fromStored(row: StoredPresence): Presence {
  const moved = row.start_reason === 'moved' || row.start_reason === 'reopened'
  return {
    version: row.version_id,
    from: row.from_at.getTime(),
    to: row.to_at?.getTime() ?? null,
    start: moved ? 'introduced' : (row.start_reason as StartCause),
    end: row.end_reason === 'moved' ? 'gone' : (row.end_reason as EndCause | null),
    finding: row.finding_id,
    continues: row.continues_version,
    pass: row.pass,
    continued: row.end_reason === 'moved',
  }
}

function same(a: readonly Presence[], b: readonly Presence[]): boolean {
  return a.length === b.length && a.every((span, i) => key(span) === key(b[i]))
}

function key(span: Presence | undefined): string {
  if (!span) return ''
  const { from, to, start, end, finding, continues, pass, continued } = span
  return [from, to, start, end, finding, continues, pass, continued].join(' ')
}
