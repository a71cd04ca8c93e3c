import type pg from 'pg'
import { type CopyData, type CopyRow, copyData, sendCopy } from '@/lib/db/copy'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import { PRESENCE_COLUMNS } from '@/lib/presence/store'
import { ensureNames, type Names } from '@/lib/services/names'
import { type StandingRows, standingRows } from '@/lib/standing/write'
import { JOIN_TOOL } from './changes'
import type { JoinedVersion } from './joined'
import { joinedRuleId, joinedStream } from './joined-ids'
import { ensureJoinedRule } from './joined-rule'
import { type Cause, type JoinedSpan, spansOf } from './life'
import type { Entry } from './model'
import { placeJoined } from './place'
import { endOf } from './stretches'

const VERSION = {
  org_id: 'int4',
  id: 'uuid',
  stream_id: 'uuid',
  rule_id: 'uuid',
  path: 'text',
  symbol: 'text',
  start_line: 'int4',
  message: 'text',
  level: 'text',
  attempts: 'float8',
  data: 'jsonb',
  description: 'bytea',
  introduced_by: 'text',
  introduced_at: 'timestamptz',
} as const

const PATH = { org_id: 'int4', version_id: 'uuid', start_id: 'uuid' } as const

/** Hash of everything that a joined version and its segments say, to know it unchanged. */
export function descriptionOf(version: JoinedVersion, data = version.data()): Buffer {
  const { path, line, symbol, message, attempts, parts } = version
  const segments = parts.map(({ facts }) => facts.description)
  return hashOf(path, line, symbol, message, attempts, data, ...segments).subarray(0, 8)
}

/**
 * Forgets the joined paths that begin at these entry points, or (null) all, but for their standing.
 * Returns the versions whose standing is to be replaced. Index: flow_path (org, start).
 */
export async function removeJoined(
  client: Client,
  starts: ReadonlySet<string> | null,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT version_id AS id FROM flow_path
     WHERE org_id = $1 ${starts === null ? '' : 'AND start_id = ANY($2::uuid[])'}`,
    starts === null ? [ORG] : [ORG, [...starts]],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  for (const [table, column] of [
    ['presence', 'version_id'],
    ['flow_path', 'version_id'],
    ['version', 'id'],
  ]) {
    await client.query(`DELETE FROM ${table} WHERE org_id = $1 AND ${column} = ANY($2::uuid[])`, [
      ...[ORG, ids],
    ])
  }
  return ids
}

/** Joined versions with their presence and standing, as they are stored. */
export interface JoinedRows {
  tables: readonly CopyData[]
  /** Streams by repository. */
  streams: ReadonlyMap<string, string>
  names: Names
  standing: readonly StandingRows[]
}

export async function rowsOf(
  versions: readonly JoinedVersion[],
  entries: ReadonlyMap<string, Entry>,
  pause: () => Promise<void> | undefined,
): Promise<JoinedRows> {
  const home = (version: JoinedVersion) => entries.get(version.start)?.repository ?? ''
  const streams = new Map([...new Set(versions.map(home))].map((id) => [id, joinedStream(id)]))
  const streamOf = new Map(
    versions.map((version) => [version.id, streams.get(home(version)) ?? '']),
  )
  const spans = spansOf(versions)
  const first = new Map(spans.map((span) => [span.version, span.cause] as const).reverse())
  const starts = versions.map(({ id, start }) => ({ org_id: ORG, version_id: id, start_id: start }))
  const tables = [
    await copyData('version', VERSION, versionRows(versions, streamOf, first), pause),
    await copyData('presence', PRESENCE_COLUMNS, presenceRows(spans, streamOf), pause),
    await copyData('flow_path', PATH, starts, pause),
  ]
  const { rows, ...names } = placeJoined(versions, spans, home, streams)
  await pause()
  return { tables, streams, names, standing: standingRows(rows) }
}

/** Stores joined versions with their presence. Their standing is to be added. */
export async function insertJoined(
  client: pg.PoolClient,
  { tables, streams, names }: JoinedRows,
): Promise<void> {
  if (streams.size === 0) return
  await ensureRuleAndStreams(client, streams)
  for (const rows of tables) await sendCopy(client, rows)
  await ensureNames(client, names)
}

function* presenceRows(
  spans: readonly JoinedSpan[],
  streamOf: ReadonlyMap<string, string>,
): Generator<CopyRow<typeof PRESENCE_COLUMNS>> {
  for (const span of spans) {
    yield {
      org_id: ORG,
      version_id: span.version,
      from_at: new Date(span.from),
      to_at: endOf(span.to),
      stream_id: streamOf.get(span.version) ?? '',
      start_reason: span.start,
      end_reason: span.end,
      finding_id: span.finding,
      continues_version: span.continues,
      pass: span.continues === null ? null : 'tool',
    }
  }
}

/** Made one by one as they are sent. */
function* versionRows(
  versions: readonly JoinedVersion[],
  streamOf: ReadonlyMap<string, string>,
  first: ReadonlyMap<string, Cause | undefined>,
): Generator<CopyRow<typeof VERSION>> {
  for (const version of versions) {
    const cause = first.get(version.id)
    const data = version.data()
    yield {
      org_id: ORG,
      id: version.id,
      stream_id: streamOf.get(version.id) ?? '',
      rule_id: joinedRuleId,
      path: version.path,
      symbol: version.symbol,
      start_line: version.line,
      message: version.message,
      level: 'warning',
      attempts: version.attempts,
      data,
      description: descriptionOf(version, data),
      introduced_by: cause?.introducedBy ?? null,
      introduced_at: cause?.introducedAt == null ? null : new Date(cause.introducedAt),
    }
  }
}

async function ensureRuleAndStreams(
  client: Client,
  streams: ReadonlyMap<string, string>,
): Promise<void> {
  await ensureJoinedRule(client)
  await client.query(
    `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
     SELECT $1, id, repository, '', $4, '' FROM unnest($2::uuid[], $3::uuid[]) AS s(id, repository)
     ON CONFLICT DO NOTHING`,
    [ORG, [...streams.values()], [...streams.keys()], JOIN_TOOL],
  )
}
