import { type Client, ORG } from '@/lib/db/database'
import { DEFAULT_BRANCH } from '@/lib/standing/load'
import { standsAt } from '@/lib/trends/conditions'

/** It reads the organisation from $1, as all here do. */
const MAIN = DEFAULT_BRANCH('$2')
const OF_DEFAULT = `(s.branch = '' OR s.branch = ${MAIN})`

interface RawRepository {
  id: string
  name: string
  url: string | null
}

/** What is it called, and where does it live? Primary key. */
export async function readRepository(db: Client, id: string): Promise<RawRepository | null> {
  const { rows } = await db.query<RawRepository>(
    'SELECT id, name, url FROM repository WHERE org_id = $1 AND id = $2',
    [ORG, id],
  )
  return rows[0] ?? null
}

export interface RawScan {
  id: string
  stream: string
  tool: string
  version: string | null
  category: string
  commit: string
  at: Date
  through: Date | null
  succeeded: boolean
}

/** Scans of the default branch, oldest first. Stream (org, repository, …), scan (org, stream, …). */
export async function readScans(db: Client, id: string): Promise<RawScan[]> {
  const { rows } = await db.query<RawScan>(
    `SELECT n.id, n.stream_id AS stream, s.tool, n.tool_version AS version, s.category, n.commit,
       n.committed_at AS at, n.holds_through AS through, n.succeeded
     FROM stream s JOIN scan n ON n.org_id = s.org_id AND n.stream_id = s.id
     WHERE s.org_id = $1 AND s.repository_id = $2 AND NOT n.superseded AND ${OF_DEFAULT}
     ORDER BY n.committed_at, n.id`,
    [ORG, id],
  )
  return rows
}

/** The newest commit that begins so, of those that brought a finding. Primary key. */
export async function readCommit(
  db: Client,
  id: string,
  prefix: string,
): Promise<{ commit: string; at: Date } | undefined> {
  const { rows } = await db.query<{ commit: string; at: Date }>(
    `SELECT sha AS commit, committed_at AS at FROM commit
     WHERE org_id = $1 AND repository_id = $2 AND sha LIKE $3 || '%'
     ORDER BY committed_at DESC, sha LIMIT 1`,
    [ORG, id, prefix],
  )
  return rows[0]
}

interface RawSaid {
  id: string
  notifications: { level: string; message: string; path?: string }[]
  files: unknown
}

/** What did these scans say of their own runs? Primary key. */
export async function readSaid(db: Client, scans: readonly string[]): Promise<RawSaid[]> {
  const { rows } = await db.query<RawSaid>(
    'SELECT id, notifications, files FROM scan WHERE org_id = $1 AND id = ANY($2::uuid[])',
    [ORG, scans],
  )
  return rows
}

interface RawFolder {
  folder: string
  kind: string
  count: number
}

/**
 * How many open findings are in each folder, three levels deep? Standing (org, repository, kind),
 * then version by primary key.
 */
export async function readFolders(db: Client, id: string, at: Date): Promise<RawFolder[]> {
  const { rows } = await db.query<RawFolder>(
    `SELECT array_to_string((string_to_array(v.path, '/'))[
         1:least(3, cardinality(string_to_array(v.path, '/')) - 1)], '/') AS folder,
       s.kind, count(*)::int AS count
     FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     WHERE s.org_id = $1 AND s.repository_id = $2 AND s.state = 'open' AND ${standsAt('s', '$3')}
     GROUP BY 1, 2`,
    [ORG, id, at],
  )
  return rows
}

export interface RawService {
  id: string
  name: string
  teamId: string | null
  teamName: string | null
  kind: string
  count: number
}

/** What stands open in each service, and whose is it? Standing (org, repository, kind). */
export async function readServices(db: Client, id: string, at: Date): Promise<RawService[]> {
  const { rows } = await db.query<RawService>(
    `SELECT e.id, e.name, t.id AS "teamId", t.name AS "teamName", s.kind, count(*)::int AS count
     FROM standing s JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     WHERE s.org_id = $1 AND s.repository_id = $2 AND s.state = 'open' AND ${standsAt('s', '$3')}
     GROUP BY e.id, e.name, t.id, t.name, s.kind`,
    [ORG, id, at],
  )
  return rows
}
