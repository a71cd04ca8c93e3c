import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf, uuidOf } from '@/lib/db/ids'
import { serviceId, teamId } from '@/lib/services/store'
import { replaceStanding } from '@/lib/standing/write'
import { JOIN_TOOL, JOINED_RULE } from './changes'
import type { JoinedVersion } from './joined'
import { type Cause, type JoinedSpan, spansOf } from './life'
import type { Entry, Link } from './model'
import { both } from './stretches'

const joinedRuleId = uuidOf('rule', ORG, 'plumbline', JOINED_RULE)

/** Stream in which joined paths that begin in a repository stand. */
export function joinedStream(repositoryId: string): string {
  return uuidOf('stream', repositoryId, '', JOIN_TOOL, '')
}

/** Where time has no end, a column has none. */
const end = (to: number) => (to === Number.POSITIVE_INFINITY ? null : new Date(to))

/** Replaces all meetings; there is one row for each stretch of each. */
export async function saveLinks(client: Client, links: readonly Link[]): Promise<void> {
  await client.query('DELETE FROM flow_link WHERE org_id = $1', [ORG])
  await addLinks(client, links)
}

/** Replaces the meetings of these outgoing calls. Index: flow_link (org, out_id). */
export async function saveLinksOf(
  client: Client,
  outs: ReadonlySet<string>,
  links: readonly Link[],
): Promise<void> {
  await client.query('DELETE FROM flow_link WHERE org_id = $1 AND out_id = ANY($2::uuid[])', [
    ORG,
    [...outs],
  ])
  await addLinks(
    client,
    links.filter(({ out }) => outs.has(out)),
  )
}

const LINK = {
  org_id: 'int',
  id: 'uuid',
  out_id: 'uuid',
  entry_id: 'uuid',
  from_at: 'timestamptz',
  to_at: 'timestamptz',
  rule: 'text',
  confidence: 'text',
  detail: 'text',
}

function addLinks(client: Client, links: readonly Link[]): Promise<number> {
  return insertRows(
    client,
    'flow_link',
    LINK,
    links.map(({ out, entry, from, to, ...said }) => ({
      ...said,
      org_id: ORG,
      id: uuidOf('flow link', out, entry, from),
      out_id: out,
      entry_id: entry,
      from_at: new Date(from),
      to_at: end(to),
    })),
    'ON CONFLICT DO NOTHING',
  )
}

const VERSION = {
  org_id: 'int',
  id: 'uuid',
  stream_id: 'uuid',
  rule_id: 'uuid',
  path: 'text',
  symbol: 'text',
  start_line: 'int',
  message: 'text',
  level: 'text',
  attempts: 'float8',
  data: 'jsonb',
  description: 'bytea',
  introduced_by: 'text',
  introduced_at: 'timestamptz',
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
  continues_version: 'uuid',
  pass: 'text',
}

/** Hash of everything that a joined version says, to know it unchanged. */
export function descriptionOf(version: JoinedVersion): Buffer {
  const { path, line, symbol, message, attempts, text } = version
  return hashOf(path, line, symbol, message, attempts, text).subarray(0, 8)
}

/** Forgets the joined paths that begin at these entry points. Index: flow_path (org, start). */
export async function removeStarting(client: Client, starts: ReadonlySet<string>): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT version_id AS id FROM flow_path WHERE org_id = $1 AND start_id = ANY($2::uuid[])',
    [ORG, [...starts]],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  await replaceStanding(client, { versions: ids }, [])
  for (const table of ['presence', 'flow_path']) {
    await client.query(`DELETE FROM ${table} WHERE org_id = $1 AND version_id = ANY($2::uuid[])`, [
      ORG,
      ids,
    ])
  }
  await client.query('DELETE FROM version WHERE org_id = $1 AND id = ANY($2::uuid[])', [ORG, ids])
}

/** Forgets all joined paths. Primary keys; index: flow_path's own. */
export async function removeAllJoined(client: Client): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT version_id AS id FROM flow_path WHERE org_id = $1',
    [ORG],
  )
  await replaceStanding(client, { versions: rows.map(({ id }) => id) }, [])
  for (const [table, id] of [
    ['presence', 'version_id'],
    ['version', 'id'],
  ]) {
    await client.query(
      `DELETE FROM ${table} USING flow_path f
       WHERE f.org_id = $1 AND ${table}.org_id = $1 AND ${table}.${id} = f.version_id`,
      [ORG],
    )
  }
  await client.query('DELETE FROM flow_path WHERE org_id = $1', [ORG])
}

/** Stores joined versions with their presence, and derives their standing. */
export async function insertJoined(
  client: Client,
  versions: readonly JoinedVersion[],
  entries: ReadonlyMap<string, Entry>,
  causes: ReadonlyMap<string, readonly Cause[]>,
): Promise<void> {
  if (versions.length === 0) return
  const home = (version: JoinedVersion) => entries.get(version.start)?.repository ?? ''
  const homes = [...new Set(versions.map(home))]
  await ensureRuleAndStreams(client, homes)
  const spans = spansOf(versions, causes)
  const first = new Map(spans.map((span) => [span.version, span.cause] as const).reverse())
  await insertRows(
    client,
    'version',
    VERSION,
    versions.map((version) => ({
      org_id: ORG,
      id: version.id,
      stream_id: joinedStream(home(version)),
      rule_id: joinedRuleId,
      path: version.path,
      symbol: version.symbol,
      start_line: version.line,
      message: version.message,
      level: 'warning',
      attempts: version.attempts,
      data: version.text,
      description: descriptionOf(version),
      introduced_by: first.get(version.id)?.introducedBy ?? null,
      introduced_at: first.get(version.id)?.introducedAt ?? null,
    })),
  )
  const homeOf = new Map(versions.map((version) => [version.id, home(version)]))
  await insertRows(
    client,
    'presence',
    PRESENCE,
    spans.map((span) => ({
      org_id: ORG,
      version_id: span.version,
      from_at: new Date(span.from),
      to_at: end(span.to),
      stream_id: joinedStream(homeOf.get(span.version) ?? ''),
      start_reason: span.start,
      end_reason: span.end,
      finding_id: span.finding,
      continues_version: span.continues,
      pass: span.continues === null ? null : 'tool',
    })),
  )
  await insertRows(
    client,
    'flow_path',
    { org_id: 'int', version_id: 'uuid', start_id: 'uuid' },
    versions.map(({ id, start }) => ({ org_id: ORG, version_id: id, start_id: start })),
  )
  await insertStanding(client, versions, spans, causes, home)
}

/** A joined path stands where its first segment does: that one's parts are cut by service and team. */
async function insertStanding(
  client: Client,
  versions: readonly JoinedVersion[],
  spans: readonly JoinedSpan[],
  causes: ReadonlyMap<string, readonly Cause[]>,
  home: (version: JoinedVersion) => string,
): Promise<void> {
  const spansOfVersion = new Map<string, JoinedSpan[]>()
  for (const span of spans) {
    spansOfVersion.set(span.version, [...(spansOfVersion.get(span.version) ?? []), span])
  }
  const [services, teams] = [new Map<string, unknown[]>(), new Set<string>()]
  const rows = versions.flatMap((version) => {
    const repository = home(version)
    const parts = causes.get(version.nodes[0]?.version ?? '') ?? []
    return (spansOfVersion.get(version.id) ?? []).flatMap((span) =>
      joinAlike(parts.filter(({ entry }) => entry === version.start)).flatMap((part) =>
        both([span], [part]).map(({ from, to }) => {
          const service = serviceId(repository, part.service)
          services.set(service, [service, repository, part.service])
          if (part.team !== null) teams.add(part.team)
          return {
            ...{ version: version.id, from: new Date(from), to: end(to) },
            ...{ finding: span.finding, repository, service },
            stream: joinedStream(repository),
            team: part.team === null ? null : teamId(part.team),
            ...{ rule: joinedRuleId, kind: 'retry-path', state: 'open' },
            attempts: version.attempts,
          }
        }),
      ),
    )
  })
  await insertRows(
    client,
    'service',
    { org_id: 'int', id: 'uuid', repository_id: 'uuid', name: 'text' },
    [...services.values()].map(([id, repository_id, name]) => {
      return { org_id: ORG, id, repository_id, name }
    }),
    'ON CONFLICT DO NOTHING',
  )
  await insertRows(
    client,
    'team',
    { org_id: 'int', id: 'uuid', name: 'text' },
    [...teams].map((name) => ({ org_id: ORG, id: teamId(name), name })),
    'ON CONFLICT DO NOTHING',
  )
  await replaceStanding(client, { versions: versions.map(({ id }) => id) }, rows)
}

/** Parts in order of time with an end, neighbours of one team as one. */
function joinAlike(parts: readonly Cause[]) {
  const joined: { from: number; to: number; service: string; team: string | null }[] = []
  for (const { from, to, service, team } of parts) {
    const until = to ?? Number.POSITIVE_INFINITY
    const last = joined.at(-1)
    if (last && last.to === from && last.team === team) last.to = until
    else joined.push({ from, to: until, service, team })
  }
  return joined
}

async function ensureRuleAndStreams(client: Client, homes: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO rule (org_id, id, tool, rule_key, kind, name, summary, level, described_at)
     VALUES ($1, $2, $3, $4, 'retry-path', $5, $6, 'warning', 'epoch') ON CONFLICT DO NOTHING`,
    [
      ORG,
      joinedRuleId,
      'plumbline',
      JOINED_RULE,
      'Retries multiply across services',
      'A request that fails is repeated in more than one service on its way: the attempts of all layers multiply.',
    ],
  )
  await client.query(
    `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
     SELECT $1, id, repository, '', $4, '' FROM unnest($2::uuid[], $3::uuid[]) AS s(id, repository)
     ON CONFLICT DO NOTHING`,
    [ORG, homes.map(joinedStream), homes, JOIN_TOOL],
  )
}
