import { type Client, ORG } from '@/lib/db/database'
import type { RawCommit } from './rows'

export interface RawLife extends RawCommit {
  versionId: string
  from: Date
  to: Date | null
  startReason: string
  endReason: string | null
  seenLast: string | null
  goneAt: string | null
  pass: string | null
  continuesVersion: string | null
  path: string
  startLine: number | null
  endLine: number | null
  symbol: string | null
  message: string
  snippet: string | null
  contextStart: number | null
}

/** Commit of the newest scan of its stream before or at its end. */
const commitOf = (when: string) => `(SELECT n.commit FROM scan n WHERE p.end_reason = 'gone'
  AND n.org_id = p.org_id AND n.stream_id = p.stream_id AND n.succeeded AND NOT n.superseded
  AND n.committed_at ${when} ORDER BY n.committed_at DESC LIMIT 1)`

/**
 * In which forms, when and why was a finding there, oldest first?
 * Served by presence (org_id, finding_id), scan (org_id, stream_id, committed_at), then primary keys.
 */
export async function readLife(db: Client, id: string): Promise<RawLife[]> {
  const { rows } = await db.query<RawLife>(
    `SELECT p.version_id AS "versionId", p.from_at AS "from", p.to_at AS "to",
       p.start_reason AS "startReason", p.end_reason AS "endReason", p.pass,
       ${commitOf('= p.to_at')} AS "goneAt", ${commitOf('< p.to_at')} AS "seenLast",
       p.continues_version AS "continuesVersion", v.path, v.start_line AS "startLine",
       v.end_line AS "endLine", v.symbol, v.message, v.snippet, v.context_start AS "contextStart",
       v.introduced_by AS sha, v.introduced_at AS "introducedAt", c.author, c.subject, c.assistance_grade AS grade,
       c.assistance_tool AS "assistanceTool", c.assistance_evidence AS evidence
     FROM presence p
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN stream s ON s.org_id = p.org_id AND s.id = p.stream_id
     LEFT JOIN commit c ON c.org_id = p.org_id AND c.repository_id = s.repository_id
       AND c.sha = v.introduced_by
     WHERE p.org_id = $1 AND p.finding_id = $2
     ORDER BY p.from_at, p.version_id`,
    [ORG, id],
  )
  return rows
}
