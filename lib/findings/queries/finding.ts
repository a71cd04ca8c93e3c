import { type Client, ORG } from '@/lib/db/database'
import { wholeData } from '@/lib/retry-paths/whole'
import { COLUMNS, JOINS, type RawFinding } from './rows'

export interface RawDetail extends RawFinding {
  present: boolean
  versionId: string
  summary: string | null
  help: string | null
  helpUri: string | null
  repositoryUrl: string | null
  /** Newest commit at which the version described was seen. */
  seenAt: string | null
  endLine: number | null
  data: unknown
}

/** All places and steps of a version that has many; null where its own row has them. */
export async function readPlaces(db: Client, version: string): Promise<unknown> {
  const { rows } = await db.query<{ places: unknown }>(
    'SELECT places FROM version_places WHERE org_id = $1 AND version_id = $2',
    [ORG, version],
  )
  return rows[0]?.places ?? null
}

/**
 * How does a finding stand at an instant; or how did it last stand before, or first after it?
 * Served by standing (org_id, finding_id), presence (org_id, finding_id) and scan (org_id,
 * stream_id, committed_at).
 */
export async function readFinding(db: Client, id: string, at: Date): Promise<RawDetail | null> {
  const { rows } = await db.query<RawDetail>(
    `SELECT ${COLUMNS}, s.version_id AS "versionId", r.summary, r.help, r.help_uri AS "helpUri",
       p.url AS "repositoryUrl", v.end_line AS "endLine", ${wholeData()} AS data,
       (SELECT n.commit FROM scan n
        WHERE n.org_id = s.org_id AND n.stream_id = s.stream_id AND NOT n.superseded
          AND n.committed_at < (SELECT max(coalesce(q.to_at, 'infinity')) FROM presence q
            WHERE q.org_id = s.org_id AND q.version_id = s.version_id)
        ORDER BY n.committed_at DESC LIMIT 1) AS "seenAt",
       s.from_at <= $3 AND (s.to_at IS NULL OR s.to_at > $3) AS present,
       coalesce((SELECT min(b.from_at) FROM presence b
         WHERE b.org_id = s.org_id AND b.finding_id = s.finding_id), s.from_at) AS since
     FROM standing s ${JOINS}
     WHERE s.org_id = $1 AND s.finding_id = $2
     ORDER BY s.from_at > $3, CASE WHEN s.from_at <= $3 THEN s.from_at END DESC, s.from_at LIMIT 1`,
    [ORG, id, at],
  )
  return rows[0] ?? null
}
