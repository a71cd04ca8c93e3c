import { type Client, ORG } from '@/lib/db/database'

export interface RawUnlisted {
  /** The finding that the version is part of last; null where no scan that counts saw it. */
  finding: string | null
  /** It stands, so that lists know it, by this kind. */
  stands: boolean
  kind: string
  ruleId: string
  ruleName: string
  message: string
  path: string
  startLine: number | null
  endLine: number | null
  symbol: string | null
  snippet: string | null
  contextStart: number | null
  context: string | null
  repositoryId: string
  repository: string
  branch: string
  from: Date | null
  to: Date | null
  arithmetic: string | null
}

/**
 * What does a version say, and which finding is it part of last? Of an id of a finding or of any of
 * its versions: a finding has that of the version it began with. Primary keys; presence (org, finding).
 */
export async function readUnlisted(db: Client, id: string): Promise<RawUnlisted | null> {
  const { rows } = await db.query<RawUnlisted>(
    `SELECT q.finding_id AS finding, r.kind, r.id AS "ruleId",
       EXISTS (SELECT FROM standing t WHERE t.org_id = $1 AND t.finding_id = q.finding_id) AS stands,
       coalesce(r.name, r.rule_key) AS "ruleName", v.message, v.path, v.start_line AS "startLine",
       v.end_line AS "endLine", v.symbol, v.snippet, v.context_start AS "contextStart", v.context,
       p.id AS "repositoryId", p.name AS repository, s.branch, q.from_at AS from, q.to_at AS to,
       v.data ->> 'arithmetic' AS arithmetic
     FROM version v
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id AND r.kind <> 'flow'
     JOIN stream s ON s.org_id = v.org_id AND s.id = v.stream_id
     JOIN repository p ON p.org_id = v.org_id AND p.id = s.repository_id
     LEFT JOIN LATERAL (SELECT finding_id, from_at, to_at FROM presence q
       WHERE q.org_id = v.org_id AND q.version_id = v.id ORDER BY from_at DESC LIMIT 1) q ON true
     WHERE v.org_id = $1 AND v.id = $2`,
    [ORG, id],
  )
  return rows[0] ?? null
}

/**
 * Which findings may a version have become that no scan sees any more: of its stream and rule, known
 * by the same identity of the tool, else at the same place? Standing (org, repository, kind).
 */
export async function readSuccessors(
  db: Client,
  id: string,
): Promise<{ id: string; message: string; same: boolean }[]> {
  const { rows } = await db.query<{ id: string; message: string; same: boolean }>(
    `SELECT DISTINCT ON (s.finding_id) s.finding_id AS id, w.message,
       coalesce(w.tool_identity = v.tool_identity, false) AS same
     FROM version v
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
     JOIN stream t ON t.org_id = v.org_id AND t.id = v.stream_id
     JOIN standing s ON s.org_id = v.org_id AND s.repository_id = t.repository_id
       AND s.kind = r.kind AND s.rule_id = v.rule_id AND s.stream_id = v.stream_id
     JOIN version w ON w.org_id = s.org_id AND w.id = s.version_id
       AND (w.tool_identity = v.tool_identity
         OR w.path = v.path AND w.symbol IS NOT DISTINCT FROM v.symbol)
     WHERE v.org_id = $1 AND v.id = $2
     ORDER BY s.finding_id, same DESC, s.from_at DESC`,
    [ORG, id],
  )
  return rows
}

/** When did the newest run end of those that looked where a version was? Scan (org, stream, …). */
export async function readLastRun(db: Client, id: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(coalesce(n.ran_at, n.committed_at)) AS at FROM version v
     JOIN scan n ON n.org_id = v.org_id AND n.stream_id = v.stream_id AND NOT n.superseded
     WHERE v.org_id = $1 AND v.id = $2`,
    [ORG, id],
  )
  return rows[0]?.at ?? null
}

export interface RawFormer {
  message: string
  arithmetic: string | null
  path: string
  symbol: string | null
  line: number | null
  ruleId: string
  ruleName: string
  repositoryId: string
  repository: string
  goneAt: Date
}

/** How did a joined path read that no scan makes any more? Primary keys. */
export async function readFormer(db: Client, id: string): Promise<RawFormer | null> {
  const { rows } = await db.query<RawFormer>(
    `SELECT f.message, f.arithmetic, f.path, f.symbol, f.start_line AS line, f.rule_id AS "ruleId",
       coalesce(r.name, r.rule_key) AS "ruleName", p.id AS "repositoryId", p.name AS repository,
       f.gone_at AS "goneAt"
     FROM flow_former f
     JOIN rule r ON r.org_id = f.org_id AND r.id = f.rule_id
     JOIN repository p ON p.org_id = f.org_id AND p.id = f.repository_id
     WHERE f.org_id = $1 AND f.finding_id = $2`,
    [ORG, id],
  )
  return rows[0] ?? null
}
