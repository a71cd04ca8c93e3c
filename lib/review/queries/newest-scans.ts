import { type Client, ORG } from '@/lib/db/database'
import { JOIN_TOOL } from '@/lib/retry-paths/changes'
import { DEFAULT_STREAMS } from '@/lib/trends/queries/streams'

/**
 * Of each of these repositories (null: of all) the newest scanned commit up to an instant. Scan
 * (org_id, stream_id, committed_at), one row of each stream.
 */
export async function readNewestScans(
  db: Client,
  at: Date,
  repositories: readonly string[] | null,
): Promise<{ repository: string; commit: string; at: Date }[]> {
  const { rows } = await db.query<{ repository: string; commit: string; at: Date }>(
    `WITH streams AS (${DEFAULT_STREAMS})
    SELECT * FROM (
      SELECT DISTINCT ON (r.id) r.name AS repository, c.commit, c.committed_at AS at
      FROM streams JOIN repository r ON r.org_id = $1 AND r.id = streams.repository_id
      JOIN LATERAL (SELECT commit, committed_at FROM scan
        WHERE org_id = $1 AND stream_id = streams.id AND committed_at <= $2
          AND succeeded AND NOT superseded
        ORDER BY committed_at DESC LIMIT 1) c ON true
      WHERE streams.tool <> '${JOIN_TOOL}' AND ($3::uuid[] IS NULL OR r.id = ANY($3))
      ORDER BY r.id, c.committed_at DESC) newest
    ORDER BY repository`,
    [ORG, at, repositories],
  )
  return rows
}
