import { type Client, ORG } from '@/lib/db/database'
import { type Entry, type Held, periodsOf } from '@/lib/ownership/periods'
import { JOIN_TOOL } from '@/lib/retry-paths/changes'
import type { Present } from './segments'

/** Branch of the repository that charts follow (docs/decisions/0001): declared, main, master, first. */
export const DEFAULT_BRANCH = (
  repository: string,
): string => `(SELECT d.branch FROM stream d JOIN repository r
  ON r.org_id = d.org_id AND r.id = d.repository_id
  WHERE d.org_id = $1 AND d.repository_id = ${repository} AND d.tool <> '${JOIN_TOOL}'
  ORDER BY d.branch IS DISTINCT FROM r.default_branch, d.branch <> 'main', d.branch <> 'master',
           d.branch <> '', d.branch LIMIT 1)`

/** Spans of presence on the default branch, of these versions or (null) of the repository. */
export async function loadPresent(
  client: Client,
  repositoryId: string,
  versions: readonly string[] | null,
): Promise<Present[]> {
  const { rows } = await client.query<
    Omit<Present, 'from' | 'to'> & { from: Date; to: Date | null }
  >(
    `SELECT p.version_id AS version, p.finding_id AS finding, p.stream_id AS stream,
            p.from_at AS from, p.to_at AS to, v.rule_id AS rule, r.kind,
            r.decision_kind AS "decisionKind", v.path, v.suppressed, v.attempts,
            nullif(v.declared ->> 'owner', '') AS "declaredOwner",
            nullif(v.declared ->> 'decision', '') AS "declaredDecision"
     FROM presence p
     JOIN stream s ON s.org_id = p.org_id AND s.id = p.stream_id
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN rule r ON r.org_id = v.org_id AND r.id = v.rule_id
     WHERE p.org_id = $1 AND s.repository_id = $2 AND r.kind <> 'flow'
       AND ($3::uuid[] IS NOT NULL OR s.tool <> '${JOIN_TOOL}')
       AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH('$2')})
       AND ($3::uuid[] IS NULL OR p.version_id = ANY($3::uuid[]))`,
    [ORG, repositoryId, versions],
  )
  return rows.map((row) => ({ ...row, from: row.from.getTime(), to: row.to?.getTime() ?? null }))
}

/**
 * SQL for the finding that a row about a version speaks of: that of the version's span that was
 * the newest at the row's time (a version can return as another finding, ADR 2).
 */
export const findingOf = (version: string, at: string): string =>
  `(SELECT f.finding_id FROM presence f WHERE f.org_id = $1 AND f.version_id = ${version}
    ORDER BY f.from_at > ${at}, CASE WHEN f.from_at <= ${at} THEN f.from_at END DESC, f.from_at
    LIMIT 1)`

/**
 * What people said of each finding and when: what is said of any of its versions holds for all.
 * Indexes: presence (org, finding_id) and its primary key, ownership (org, version_id).
 */
export async function loadHeld(
  client: Client,
  findings: readonly string[],
): Promise<Map<string, Held[]>> {
  const { rows } = await client.query<
    Omit<Entry, 'at' | 'until'> & { finding: string; at: Date; until: Date | null }
  >(
    `SELECT * FROM (
       SELECT ${findingOf('o.version_id', 'o.valid_from')} AS finding, o.id, o.seq, o.status,
         o.owner, o.proposed, o.valid_from AS at, o.until
       FROM ownership o WHERE o.org_id = $1 AND o.version_id IN (
         SELECT version_id FROM presence WHERE org_id = $1 AND finding_id = ANY($2::uuid[]))) e
     WHERE finding = ANY($2::uuid[])`,
    [ORG, findings],
  )
  const entries = new Map<string, Entry[]>()
  for (const { finding, at, until, ...row } of rows) {
    const entry = { ...row, at: at.getTime(), until: until?.getTime() ?? null }
    const known = entries.get(finding)
    if (known) known.push(entry)
    else entries.set(finding, [entry])
  }
  return new Map([...entries].map(([finding, of]) => [finding, periodsOf(of)]))
}

/**
 * All versions of the given findings, where a person has said anything of one of them; none else.
 * When presence moves a version to another finding, what was said of it moves along, and the rest
 * of both findings stands otherwise. Indexes: presence (org, finding_id), ownership (org, version_id).
 */
export async function versionsHeldTogether(
  client: Client,
  versions: ReadonlySet<string>,
  findings: ReadonlySet<string>,
): Promise<string[]> {
  if (findings.size === 0) return []
  const { rows } = await client.query<{ id: string }>(
    `WITH mates AS (SELECT DISTINCT version_id AS id FROM presence
       WHERE org_id = $1 AND finding_id = ANY($3::uuid[]))
     SELECT id FROM mates WHERE EXISTS (SELECT 1 FROM ownership o WHERE o.org_id = $1
       AND (o.version_id = ANY($2::uuid[]) OR o.version_id IN (SELECT id FROM mates)))`,
    [ORG, [...versions], [...findings]],
  )
  return rows.map(({ id }) => id)
}
