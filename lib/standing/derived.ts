import { ORG } from '@/lib/db/database'

/** Starts of presence that say nothing of when a finding began: it was there before. */
const UNDATED = `('first-scan', 'rule-added')`

/** A level as a number, the most severe first. */
const severityOf = (level: string): string =>
  `(CASE ${level} WHEN 'error' THEN 0 WHEN 'warning' THEN 1 WHEN 'note' THEN 2 ELSE 3 END)`

/** What a decision does, as its detector names it, by the data of its version. */
export const shapeOf = (data: string): string =>
  `coalesce(${data} ->> 'shape', ${data} ->> 'anchor', '')`

/** Folder of a path, with its slash; empty for the root. */
export const directoryOf = (path: string): string => `regexp_replace(${path}, '[^/]*$', '')`

/** Group of alike decisions: hash of service (uuid), kind, shape and directory. */
export const alikeOf = (service: string, kind: string, shape: string, directory: string): string =>
  `md5(jsonb_build_array(${service}, coalesce(${kind}, ''), ${shape}, ${directory})::text)::uuid`

/**
 * No person is known to have made a commit, as candidates read it (fromIntroducer): it is not known
 * itself, names no author, or is of a bot.
 */
const isNobody = (commit: string): string => `(coalesce(${commit}.author, '') = ''
  OR ${commit}.assistance_grade = 'bot-author' OR strpos(${commit}.author, '[bot]') > 0)`

/**
 * Columns that a row takes over from its version `v` and the commit `c` that introduced it, where
 * `s` has the row's service and kind.
 */
export const FROM_VERSION: Record<string, string> = {
  path: 'v.path',
  severity: severityOf('v.level'),
  introduced_at: 'v.introduced_at',
  alike: `CASE s.kind WHEN 'decision' THEN
    ${alikeOf('s.service_id', 's.decision_kind', shapeOf('v.data'), directoryOf('v.path'))} END`,
  grade: `CASE s.kind WHEN 'decision' THEN coalesce(c.assistance_grade, 'unknown') END`,
  authorless: `s.kind = 'decision' AND ${isNobody('c')}`,
}

/** The commit that introduced a version `v` of a row of `s`. Primary key of commit. */
export const COMMIT = `LEFT JOIN commit c ON c.org_id = v.org_id
  AND c.repository_id = s.repository_id AND c.sha = v.introduced_by`

/** When findings first were there, and if that is only a bound. Presence (org, finding_id). */
export const begunSql = (findings: string): string => `SELECT finding_id, min(from_at) AS began,
    coalesce(min(from_at) FILTER (WHERE start_reason IN ${UNDATED}) = min(from_at), false) AS undated
  FROM presence WHERE org_id = ${ORG} AND finding_id ${findings} GROUP BY finding_id`

/** Its presence begins with it, and not by drift. Primary key of presence. */
export const startsStill = `EXISTS (SELECT FROM presence p WHERE p.org_id = ${ORG}
  AND p.version_id = s.version_id AND p.from_at = s.from_at AND p.start_reason IN ${UNDATED})`

/** Its presence ends with it, because its rule was removed. Primary key of presence. */
export const endsStill = `(s.to_at IS NOT NULL AND EXISTS (SELECT FROM presence p
  WHERE p.org_id = ${ORG} AND p.version_id = s.version_id AND p.from_at <= s.from_at
    AND p.to_at = s.to_at AND p.end_reason = 'rule-removed'))`

/**
 * No index answers to IS NOT DISTINCT FROM: only the one by finding is left. Where many rows were
 * written since statistics were taken, a plan went through all of a kind and state for each row.
 */
const elsewhere = (edge: string) => `EXISTS (SELECT FROM standing o WHERE o.org_id = s.org_id
  AND o.finding_id = s.finding_id AND (o.kind, o.state) IS NOT DISTINCT FROM (s.kind, s.state)
  AND ${edge} AND (o.service_id, o.team_id) IS DISTINCT FROM (s.service_id, s.team_id))`

export const undone = (row: string) => `EXISTS (SELECT FROM ownership u WHERE u.org_id = ${ORG}
  AND u.id = ${row}.ownership_id AND u.undone)`

/**
 * Columns of a row `s` that depend on all of its finding, whose beginning is `b`. Indexes: standing
 * (org, finding_id), primary keys.
 */
export const FROM_FINDING: Record<string, string> = {
  began_at: 'coalesce(b.began, s.from_at)',
  undated: 'coalesce(b.undated, false)',
  still_from: `(${startsStill} OR ${elsewhere('o.to_at IS NOT DISTINCT FROM s.from_at')})`,
  still_to: `(${endsStill} OR (s.to_at IS NOT NULL AND ${elsewhere('o.from_at IS NOT DISTINCT FROM s.to_at')}))`,
  first_owned: `(s.state = 'owned' AND NOT ${undone('s')} AND NOT EXISTS (SELECT FROM standing o
    WHERE o.org_id = s.org_id AND o.finding_id = s.finding_id AND o.state = 'owned'
      AND (o.from_at, o.version_id) < (s.from_at, s.version_id) AND NOT ${undone('o')}))`,
}
