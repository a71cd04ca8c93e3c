import { type Client, ORG } from '@/lib/db/database'
import { DEFAULT_BRANCH } from '@/lib/standing/load'
import type { BranchSide } from '../types'

/** It reads the organisation from $1, as all here do. */
const MAIN = DEFAULT_BRANCH('$2')

/** Findings of two branches are one where all of these are equal. */
const SAME = 's.tool, v.rule_id, v.path, v.symbol, v.content'

/** What the newest scans of a repository's streams see. Presence (org, stream, to_at). */
const NOW = `FROM stream s
  JOIN presence p ON p.org_id = s.org_id AND p.stream_id = s.id AND p.to_at IS NULL
  JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
  JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id AND r.kind <> 'flow'
  WHERE s.org_id = $1 AND s.repository_id = $2`

interface RawBranch {
  branch: string
  isDefault: boolean
  lastAt: Date
  findings: number
  added: number
  missing: number
}

/**
 * What has each branch at its newest scan that the default one has not, and the reverse? Two are
 * one where tool, rule, path, symbol and content are equal. Presence (org, stream, to_at).
 */
export async function readBranches(db: Client, id: string): Promise<RawBranch[]> {
  const { rows } = await db.query<RawBranch>(
    `WITH now AS MATERIALIZED (
       SELECT s.branch, ${SAME} ${NOW}),
     main AS (SELECT DISTINCT tool, rule_id, path, symbol, content FROM now
       WHERE branch = ${MAIN}),
     branches AS (
       SELECT s.branch, max(n.committed_at) AS at FROM stream s
       JOIN scan n ON n.org_id = s.org_id AND n.stream_id = s.id
       WHERE s.org_id = $1 AND s.repository_id = $2 GROUP BY s.branch)
     SELECT b.branch, b.at AS "lastAt", b.branch = ${MAIN} AS "isDefault",
       (SELECT count(*)::int FROM now n WHERE n.branch = b.branch) AS findings,
       (SELECT count(*)::int FROM (SELECT tool, rule_id, path, symbol, content FROM now n
          WHERE n.branch = b.branch EXCEPT SELECT * FROM main) x) AS added,
       (SELECT count(*)::int FROM (SELECT * FROM main EXCEPT
          SELECT tool, rule_id, path, symbol, content FROM now n
          WHERE n.branch = b.branch) x) AS missing
     FROM branches b ORDER BY b.branch = ${MAIN} DESC, b.at DESC, b.branch LIMIT 50`,
    [ORG, id],
  )
  return rows
}

export interface RawBranchFinding {
  id: string
  rule: string
  message: string
  path: string
  line: number | null
  total: number
}

/**
 * Which findings does a number of `readBranches` count: all of a branch, those that only it has, or
 * those that only the default one has? By path. Presence (org, stream, to_at).
 */
export async function readBranchFindings(
  db: Client,
  id: string,
  { branch, side }: { branch: string; side: BranchSide },
  page: { from: number; size: number },
): Promise<RawBranchFinding[]> {
  const [of, not] = side === 'missing' ? [MAIN, '$3'] : ['$3', MAIN]
  const { rows } = await db.query<RawBranchFinding>(
    `WITH now AS MATERIALIZED (
       SELECT s.branch, ${SAME}, p.finding_id AS id, coalesce(r.name, r.rule_key) AS rule,
         v.message, v.start_line AS line ${NOW} AND s.branch IN ($3, ${MAIN})),
     asked AS (${
       side === 'all'
         ? 'SELECT * FROM now n WHERE n.branch = $3'
         : `SELECT DISTINCT ON (tool, rule_id, path, symbol, content) * FROM now n
            WHERE n.branch = ${of} AND NOT EXISTS (SELECT FROM now o WHERE o.branch = ${not}
              AND (o.tool, o.rule_id, o.path) = (n.tool, n.rule_id, n.path)
              AND o.symbol IS NOT DISTINCT FROM n.symbol
              AND o.content IS NOT DISTINCT FROM n.content)
            ORDER BY tool, rule_id, path, symbol, content, line, id`
     })
     SELECT id, rule, message, path, line, count(*) OVER ()::int AS total FROM asked
     ORDER BY path COLLATE "C", line, id LIMIT $4 OFFSET $5`,
    [ORG, id, branch, page.size, page.from],
  )
  return rows
}
