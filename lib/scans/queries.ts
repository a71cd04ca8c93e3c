import { type Client, ORG } from '@/lib/db/database'
import type { Receipt } from '@/lib/ingest/receipt'

export interface RawScan {
  id: string
  streamId: string
  repositoryId: string
  repositoryName: string
  branch: string
  tool: string
  version: string | null
  category: string
  commit: string
  at: Date
  succeeded: boolean
  superseded: boolean
  results: number
  /** How long the tool took, ms. */
  took: number | null
}

const COLUMNS = `n.id, n.stream_id AS "streamId", r.id AS "repositoryId", r.name AS "repositoryName",
  s.branch, s.tool, n.tool_version AS version, s.category, n.commit, n.committed_at AS at,
  n.succeeded, n.superseded, n.results,
  (extract(epoch FROM n.ran_at - n.started_at) * 1000)::float8 AS took`
const FROM = `scan n JOIN stream s ON s.org_id = n.org_id AND s.id = n.stream_id
  JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id`

export interface ScanFilter {
  repository?: string
  tool?: string
  /** Older than there, or newer. */
  from?: { at: Date; id: string; newer: boolean }
}

/**
 * Which scans are next to a position, the nearest first; without one, the newest? Of a repository:
 * scan (org, stream, …).
 */
export async function readScans(db: Client, filter: ScanFilter, limit: number): Promise<RawScan[]> {
  const [than, order] = filter.from?.newer ? ['>', 'ASC'] : ['<', 'DESC']
  const { rows } = await db.query<RawScan>(
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE n.org_id = $1 AND ($2::uuid IS NULL OR r.id = $2) AND ($3::text IS NULL OR s.tool = $3)
       AND ($4::timestamptz IS NULL OR (n.committed_at, n.id) ${than} ($4, $5::uuid))
     ORDER BY n.committed_at ${order}, n.id ${order} LIMIT $6`,
    [
      ORG,
      filter.repository ?? null,
      filter.tool ?? null,
      filter.from?.at ?? null,
      filter.from?.id ?? null,
      limit,
    ],
  )
  return rows
}

export interface RawScanDetail extends RawScan {
  uploadId: string
  ranAt: Date | null
  coverage: { extent: string; rules?: string[] | null; paths?: string[] | null }
  notifications: { level: string; message: string; path?: string }[]
  receivedAt: Date | null
  finishedAt: Date | null
  receipt: Receipt | null
  previous: string | null
}

/** One scan with its upload and the one before it in its stream. Primary keys; scan (org, stream). */
export async function readScan(db: Client, id: string): Promise<RawScanDetail | null> {
  const { rows } = await db.query<RawScanDetail>(
    `SELECT ${COLUMNS}, n.upload_id AS "uploadId", n.ran_at AS "ranAt", n.coverage,
       n.notifications, u.received_at AS "receivedAt", u.finished_at AS "finishedAt", u.receipt,
       (SELECT b.id FROM scan b WHERE b.org_id = n.org_id AND b.stream_id = n.stream_id
          AND b.committed_at < n.committed_at AND NOT b.superseded
        ORDER BY b.committed_at DESC LIMIT 1) AS previous
     FROM ${FROM} LEFT JOIN upload u ON u.org_id = n.org_id AND u.id = n.upload_id
     WHERE n.org_id = $1 AND n.id = $2`,
    [ORG, id],
  )
  return rows[0] ?? null
}

export interface RawChange {
  finding: string
  rule: string
  message: string
  path: string
  line: number | null
  reason: string
  total: number
}

/** Which findings began or ended at an instant of a stream? Presence (org, stream, from_at | to_at). */
export async function readChanges(
  db: Client,
  streamId: string,
  at: Date,
  edge: 'from_at' | 'to_at',
  limit: number,
): Promise<RawChange[]> {
  const reason = edge === 'from_at' ? 'start_reason' : 'end_reason'
  const { rows } = await db.query<RawChange>(
    `SELECT p.finding_id AS finding, coalesce(r.name, r.rule_key) AS rule, v.message, v.path,
       v.start_line AS line, p.${reason} AS reason, count(*) OVER ()::int AS total
     FROM presence p
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id AND r.kind <> 'flow'
     WHERE p.org_id = $1 AND p.stream_id = $2 AND p.${edge} = $3 AND p.${reason} <> 'moved'
     ORDER BY v.path COLLATE "C", v.start_line, p.finding_id LIMIT $4`,
    [ORG, streamId, at, limit],
  )
  return rows
}

/** What was uploaded, as it is stored: gzip. Primary key. */
export async function readBody(db: Client, uploadId: string): Promise<Buffer | null> {
  const { rows } = await db.query<{ body: Buffer }>(
    'SELECT body FROM upload WHERE org_id = $1 AND id = $2',
    [ORG, uploadId],
  )
  return rows[0]?.body ?? null
}
