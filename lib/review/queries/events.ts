import { type Client, ORG } from '@/lib/db/database'
import type { EventMark } from '../types'

/** Marks at most; the newest. */
const MOST = 40

/**
 * What happened beside the code: tools in another version, services placed anew, reorganisations,
 * closed reviews? Scans by (org_id, stream_id, committed_at), the rest small tables.
 */
export async function readEvents(db: Client, from: Date, to: Date): Promise<EventMark[]> {
  const { rows } = await db.query<Omit<EventMark, 'at'> & { at: Date }>(
    `SELECT * FROM (
      SELECT min(committed_at) AS at, 'tool' AS kind, tool || ' ' || tool_version AS text FROM (
        SELECT c.committed_at, s.tool, c.tool_version,
          lag(c.tool_version) OVER (PARTITION BY c.stream_id ORDER BY c.committed_at) AS before
        FROM scan c JOIN stream s ON s.org_id = c.org_id AND s.id = c.stream_id
        WHERE c.org_id = $1 AND NOT c.superseded AND c.tool_version IS NOT NULL) v
      WHERE before <> tool_version
      GROUP BY tool, tool_version
    UNION ALL
      SELECT at, 'map', 'services of ' || name || ' placed anew' FROM (
        SELECT m.at, m.digest, r.name,
          lag(m.digest) OVER (PARTITION BY m.repository_id ORDER BY m.at) AS before
        FROM service_map m JOIN repository r ON r.org_id = m.org_id AND r.id = m.repository_id
        WHERE m.org_id = $1) x
      WHERE before IS NOT NULL AND before <> digest
    UNION ALL
      SELECT valid_from, 'teams', reason || ': ' || coalesce(from_name, service, 'a service') ||
        ' to ' || coalesce(to_name, 'nobody')
      FROM service_team WHERE org_id = $1
    UNION ALL
      SELECT at, 'closed', 'review of ' || week || ' closed' FROM review_closed
      WHERE org_id = $1 AND scope = '') e
    WHERE at > $2 AND at <= $3 ORDER BY at DESC, text LIMIT ${MOST}`,
    [ORG, from, to],
  )
  return rows.reverse().map((row) => ({ ...row, at: row.at.toISOString() }))
}
