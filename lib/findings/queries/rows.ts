import { broughtSha } from '@/lib/standing/brought'

/** Columns of a finding as lists and details show it; `s` is its row of standing. */
export const COLUMNS = `
  s.finding_id AS id, s.state, s.attempts, s.kind, s.from_at AS "standsFrom",
  r.id AS "ruleId", r.rule_key AS "ruleKey", coalesce(r.name, r.rule_key) AS "ruleName",
  r.decision_kind AS "decisionKind",
  p.id AS "repositoryId", p.name AS "repositoryName",
  e.id AS "serviceId", e.name AS "serviceName", t.id AS "teamId", t.name AS "teamName",
  v.path, v.start_line AS "startLine", v.symbol, v.message, v.level, v.snippet,
  v.context_start AS "contextStart", v.context, v.data ->> 'arithmetic' AS arithmetic,
  i.sha, CASE WHEN i.sha IS NOT NULL THEN v.introduced_at END AS "introducedAt", c.author, c.subject, c.assistance_grade AS grade,
  c.assistance_tool AS "assistanceTool", c.assistance_evidence AS evidence`

/** Names and texts by primary key of each table. */
export const JOINS = `
  JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
  JOIN rule r ON r.org_id = s.org_id AND r.id = s.rule_id
  JOIN repository p ON p.org_id = s.org_id AND p.id = s.repository_id
  LEFT JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
  LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
  CROSS JOIN LATERAL (SELECT ${broughtSha('v', 's')} AS sha) i
  LEFT JOIN commit c ON c.org_id = s.org_id AND c.repository_id = s.repository_id
    AND c.sha = i.sha`

/** One row of COLUMNS, with when the finding first was there. */
export interface RawFinding extends RawCommit {
  id: string
  state: 'open' | 'owned' | 'accepted' | 'suppressed'
  attempts: number | null
  kind: string
  since: Date
  ruleId: string
  ruleKey: string
  ruleName: string
  decisionKind: string | null
  repositoryId: string
  repositoryName: string
  serviceId: string | null
  serviceName: string | null
  teamId: string | null
  teamName: string | null
  path: string
  startLine: number | null
  symbol: string | null
  message: string
  level: string
  snippet: string | null
  contextStart: number | null
  context: string | null
  arithmetic: string | null
}

export interface RawCommit {
  sha: string | null
  introducedAt: Date | null
  author: string | null
  subject: string | null
  grade: string | null
  assistanceTool: string | null
  evidence: string | null
}
