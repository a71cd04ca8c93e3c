import { insertRows } from '@/lib/db/bulk'
import { type Client, ORG } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import type { ScanContent, WritersContent } from '@/lib/sarif/content'

/** Who made most commits to a file lately. */
export interface FileWriter {
  author: string
  commits: number
  of: number
  weeks: number
  /** Commit scanned: the weeks end with it. */
  commit: string
}

export interface WritersAsOf {
  /** Commit time of the scan that told; null where none did up to the instant. */
  since: Date | null
  files: ReadonlyMap<string, FileWriter>
}

const pathHash = (path: string): Buffer => hashOf(path).subarray(0, 16)

/**
 * Keeps who wrote most of which file, as the newest scanned commit of the default branch has it. Of
 * one commit time the later run counts, so that the order of arrival is the same. Within the
 * repository's lock.
 */
export async function saveWriters(
  client: Client,
  repositoryId: string,
  scan: Pick<ScanContent, 'writers' | 'commit' | 'committedAt' | 'ranAt' | 'defaultBranch'>,
): Promise<void> {
  const { writers, committedAt } = scan
  if (scan.defaultBranch === false || !writers) return
  const digest = digestOf(writers)
  const { rowCount } = await client.query(
    `INSERT INTO file_writers (org_id, repository_id, commit, at, said_at, weeks, digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (org_id, repository_id) DO UPDATE SET commit = EXCLUDED.commit, at = EXCLUDED.at,
       said_at = EXCLUDED.said_at, weeks = EXCLUDED.weeks, digest = EXCLUDED.digest
     WHERE (file_writers.at, file_writers.said_at, file_writers.commit, file_writers.digest)
       < (EXCLUDED.at, EXCLUDED.said_at, EXCLUDED.commit, EXCLUDED.digest)`,
    [
      ORG,
      repositoryId,
      scan.commit,
      new Date(committedAt),
      new Date(scan.ranAt ?? committedAt),
      writers.weeks,
      digest,
    ],
  )
  if (rowCount) await replaceFiles(client, repositoryId, writers.files)
}

/** Few files change from scan to scan: the others' rows stay as they are. */
async function replaceFiles(
  client: Client,
  repositoryId: string,
  files: WritersContent['files'],
): Promise<void> {
  const rows = files.map(({ path, author, commits, of }) => ({
    org_id: ORG,
    repository_id: repositoryId,
    path_hash: pathHash(path),
    author,
    commits,
    of_all: of,
  }))
  await client.query(
    `DELETE FROM file_writer w WHERE w.org_id = $1 AND w.repository_id = $2
       AND NOT EXISTS (SELECT 1 FROM unnest($3::bytea[]) AS n(hash) WHERE n.hash = w.path_hash)`,
    [ORG, repositoryId, rows.map((row) => row.path_hash)],
  )
  await insertRows(
    client,
    'file_writer',
    {
      org_id: 'int',
      repository_id: 'uuid',
      path_hash: 'bytea',
      author: 'text',
      commits: 'int',
      of_all: 'int',
    },
    rows,
    `ON CONFLICT (org_id, repository_id, path_hash) DO UPDATE SET
       author = EXCLUDED.author, commits = EXCLUDED.commits, of_all = EXCLUDED.of_all
     WHERE (file_writer.author, file_writer.commits, file_writer.of_all)
       IS DISTINCT FROM (EXCLUDED.author, EXCLUDED.commits, EXCLUDED.of_all)`,
  )
}

function digestOf({ weeks, files }: WritersContent): Buffer {
  const lines = files.map(({ path, author, commits, of }) =>
    hashOf(path, author, commits, of).toString('base64'),
  )
  return hashOf(weeks, ...lines.sort()).subarray(0, 16)
}

/** Forgets what was told of a commit; nothing is known then until a scan tells again. */
export async function removeWriters(
  client: Client,
  repositoryId: string,
  commit: string,
): Promise<void> {
  const { rowCount } = await client.query(
    'DELETE FROM file_writers WHERE org_id = $1 AND repository_id = $2 AND commit = $3',
    [ORG, repositoryId, commit],
  )
  if (rowCount) await replaceFiles(client, repositoryId, [])
}

/**
 * Who wrote most of these files, by repository, as far as that was told of a commit up to an
 * instant: only the newest telling is kept. Indexes: primary keys of file_writers and file_writer.
 */
export async function readWriters(
  client: Client,
  places: readonly { repositoryId: string; path: string }[],
  at: Date,
): Promise<Map<string, WritersAsOf>> {
  const asked = new Map<string, Map<string, string>>()
  for (const { repositoryId, path } of places) {
    const paths = asked.get(repositoryId) ?? new Map<string, string>()
    asked.set(repositoryId, paths.set(path, pathHash(path).toString('hex')))
  }
  const { rows: told } = await client.query<{
    id: string
    since: Date
    weeks: number
    commit: string
  }>(
    `SELECT repository_id AS id, at AS since, weeks, commit FROM file_writers
     WHERE org_id = $1 AND repository_id = ANY($2::uuid[]) AND at <= $3`,
    [ORG, [...asked.keys()], at],
  )
  const found = new Map<string, WritersAsOf>()
  for (const { id, since, weeks, commit } of told) {
    const paths = new Map([...(asked.get(id) ?? [])].map(([path, hash]) => [hash, path]))
    const { rows } = await client.query<{
      hash: string
      author: string
      commits: number
      of: number
    }>(
      `SELECT encode(path_hash, 'hex') AS hash, author, commits, of_all AS of FROM file_writer
       WHERE org_id = $1 AND repository_id = $2
         AND path_hash IN (SELECT decode(hex, 'hex') FROM unnest($3::text[]) AS n(hex))`,
      [ORG, id, [...paths.keys()]],
    )
    const files = rows.map(({ hash, author, commits, of }): [string, FileWriter] => [
      paths.get(hash) ?? '',
      { author, commits, of, weeks, commit },
    ])
    found.set(id, { since, files: new Map(files) })
  }
  return found
}
