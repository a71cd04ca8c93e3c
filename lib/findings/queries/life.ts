import { type Client, ORG } from '@/lib/db/database'
import type { Coverage } from '@/lib/presence/coverage'
import { isLater } from '@/lib/standing/brought'
import type { RawCommit } from './rows'

/** A scan before a finding's end. */
export interface EarlierScan {
  commit: string
  /** Its places; of rules it says nothing. */
  coverage: Coverage
  /** It saw the finding, wherever it was to look. */
  sighted: boolean
}

export interface RawLife extends RawCommit {
  versionId: string
  from: Date
  to: Date | null
  startReason: string
  endReason: string | null
  goneAt: string | null
  /** Where it is gone: scans that may have seen it last, newest first. */
  before: EarlierScan[] | null
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

/** Scans of the stream of a form that is gone. */
const SCANS = `FROM scan n WHERE p.end_reason = 'gone'
  AND n.org_id = p.org_id AND n.stream_id = p.stream_id AND NOT n.superseded AND n.committed_at`

const GONE_AT = `(SELECT n.commit ${SCANS} = p.to_at)`

/** Back to the newest that looked everywhere, or to the one that it came with. */
const BEFORE = `(SELECT json_agg(json_build_object('commit', n.commit,
    'coverage', n.coverage || '{"rules": null}', 'sighted', EXISTS (SELECT FROM sighting g
      WHERE g.org_id = n.org_id AND g.scan_id = n.id AND g.version_id = p.version_id))
    ORDER BY n.committed_at DESC)
  ${SCANS} < p.to_at AND n.committed_at >= greatest(p.from_at, (SELECT max(n.committed_at)
    ${SCANS} < p.to_at AND n.coverage ->> 'extent' = 'full')))`

/** What was made after a form came is not what it came by. */
const IS_CAUSE = `NOT ${isLater('v.introduced_at', 'p.from_at')}`

/**
 * In which forms, when and why was a finding there, oldest first?
 * Served by presence (org_id, finding_id), scan (org_id, stream_id, committed_at), then primary keys.
 */
export async function readLife(db: Client, id: string): Promise<RawLife[]> {
  const { rows } = await db.query<RawLife>(
    `SELECT p.version_id AS "versionId", p.from_at AS "from", p.to_at AS "to",
       p.start_reason AS "startReason", p.end_reason AS "endReason", p.pass,
       ${GONE_AT} AS "goneAt", ${BEFORE} AS before,
       p.continues_version AS "continuesVersion", v.path, v.start_line AS "startLine",
       v.end_line AS "endLine", v.symbol, v.message, v.snippet, v.context_start AS "contextStart",
       CASE WHEN ${IS_CAUSE} THEN v.introduced_by END AS sha,
       CASE WHEN ${IS_CAUSE} THEN v.introduced_at END AS "introducedAt", c.author, c.subject, c.assistance_grade AS grade,
       c.assistance_tool AS "assistanceTool", c.assistance_evidence AS evidence
     FROM presence p
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN stream s ON s.org_id = p.org_id AND s.id = p.stream_id
     LEFT JOIN commit c ON c.org_id = p.org_id AND c.repository_id = s.repository_id
       AND c.sha = v.introduced_by AND ${IS_CAUSE}
     WHERE p.org_id = $1 AND p.finding_id = $2
     ORDER BY p.from_at, p.version_id`,
    [ORG, id],
  )
  return rows
}
