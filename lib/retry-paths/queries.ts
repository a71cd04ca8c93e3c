import { type Client, ORG } from '@/lib/db/database'
import { isLater } from '@/lib/standing/brought'
import { DEFAULT_BRANCH } from '@/lib/standing/load'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { countingOf } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'
import type { Filter } from '@/lib/trends/types'
import { JOIN_TOOL } from './changes'
import { wholeData } from './whole'

export interface RawPath {
  id: string
  ruleKey: string
  message: string
  attempts: number | null
  symbol: string | null
  data: unknown
  repositoryId: string
  repository: string
  serviceId: string
  service: string
  teamId: string | null
  team: string | null
}

const COLUMNS = `s.finding_id AS id, r.rule_key AS "ruleKey", v.message, s.attempts, v.symbol,
  ${wholeData()} AS data,
  s.repository_id AS "repositoryId", p.name AS repository, s.service_id AS "serviceId",
  e.name AS service, s.team_id AS "teamId", t.name AS team`
const JOINS = `JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
  JOIN rule r ON r.org_id = s.org_id AND r.id = s.rule_id
  JOIN repository p ON p.org_id = s.org_id AND p.id = s.repository_id
  JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
  LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id`

/** Repeats without an end, whatever gates leave of that; the condition of version_unbounded. */
const UNBOUNDED = `v.data ->> 'naive' = 'unbounded'`

/** What tells a path of a list, before anything is read of it but this row. */
const CHOSEN = `s.version_id, s.finding_id, s.repository_id, s.service_id, s.team_id, s.rule_id, s.attempts`
const WORST = `s.attempts DESC NULLS LAST, s.finding_id`

/**
 * Which retry paths stand at an instant, the worst first? As many as the measure counts, from sums.
 * What says of itself that it is unbounded, by version_unbounded and a look for each (OFFSET 0:
 * nobody knows how many); of the others the first by standing_lasts_attempts, and what has ended
 * since the instant. Named is only what is chosen.
 */
export async function readPaths(
  db: Client,
  filter: Filter,
  at: Date,
  most: number,
): Promise<{ total: number; rows: RawPath[] }> {
  const { values, add } = parameters()
  const matches = standingMatches('s', ['duplicated-retries'], filter, add)
  const [$at, $most] = [add(at), add(most)]
  const first = `ORDER BY ${WORST} LIMIT ${$most}`
  const { rows } = await db.query<RawPath>(
    `WITH unbounded AS MATERIALIZED (
      SELECT v.id FROM version v WHERE v.org_id = ${ORG} AND ${UNBOUNDED}),
    candidates AS (
      SELECT ${CHOSEN}, true AS endless FROM unbounded v CROSS JOIN LATERAL (
        SELECT s.* FROM standing s
        WHERE ${matches} AND s.version_id = v.id AND ${standsAt('s', $at)} OFFSET 0) s
      UNION ALL (SELECT ${CHOSEN}, coalesce(s.attempts = 'infinity', false) FROM standing s
        WHERE ${matches} AND s.to_at IS NULL AND s.from_at <= ${$at} ${first})
      UNION ALL (SELECT ${CHOSEN}, coalesce(s.attempts = 'infinity', false) FROM standing s
        WHERE ${matches} AND s.to_at > ${$at} AND s.from_at <= ${$at} ${first})),
    chosen AS MATERIALIZED (
      SELECT ${ORG} AS org_id, ${CHOSEN}, bool_or(endless) AS endless FROM candidates s
      GROUP BY ${CHOSEN} ORDER BY bool_or(endless) DESC, ${WORST} LIMIT ${$most})
    SELECT ${COLUMNS} FROM chosen s ${JOINS} ORDER BY s.endless DESC, ${WORST}`,
    values,
  )
  const counting = { ...countingOf(['duplicated-retries']), filter, keys: [] }
  const [counted] = await countAt(db, counting, at)
  return { total: counted?.count ?? 0, rows }
}

export interface RawPathAt extends RawPath {
  present: boolean
  since: Date
}

/** How does a retry path stand at an instant, or did it last before? Standing (org, finding). */
export async function readPath(db: Client, id: string, at: Date): Promise<RawPathAt | null> {
  return (await readPathsAt(db, [id], at))[0] ?? null
}

/** How do these retry paths stand at an instant, or did they last before? Standing (org, finding). */
export async function readPathsAt(
  db: Client,
  ids: readonly string[],
  at: Date,
): Promise<RawPathAt[]> {
  const { rows } = await db.query<RawPathAt>(
    `SELECT DISTINCT ON (s.finding_id) ${COLUMNS},
       s.from_at <= $3 AND (s.to_at IS NULL OR s.to_at > $3) AS present,
       (SELECT min(b.from_at) FROM presence b
        WHERE b.org_id = s.org_id AND b.finding_id = s.finding_id) AS since
     FROM standing s ${JOINS}
     WHERE s.org_id = $1 AND s.finding_id = ANY($2::uuid[]) AND s.kind = 'retry-path'
     ORDER BY s.finding_id, s.from_at > $3, CASE WHEN s.from_at <= $3 THEN s.from_at END DESC,
       s.from_at`,
    [ORG, ids, at],
  )
  return rows
}

/** One form of a path over one stretch of time. */
export interface RawStretch {
  version: string
  from: Date
  to: Date | null
  attempts: number | null
  data: unknown
  sha: string | null
  introducedAt: Date | null
  repository: string
  subject: string | null
  /** Why it begins: see the table presence. */
  start: string
}

/** What was made after a form came is not what it came by. */
const IS_CAUSE = `NOT ${isLater('v.introduced_at', 'q.from_at')}`
const STRETCH = `v.id AS version, q.start_reason AS start, 
  CASE WHEN ${IS_CAUSE} THEN v.introduced_by END AS sha,
  CASE WHEN ${IS_CAUSE} THEN v.introduced_at END AS "introducedAt", p.name AS repository,
  c.subject FROM`
const COMMIT = `LEFT JOIN commit c ON c.org_id = v.org_id AND c.repository_id = p.id
  AND c.sha = v.introduced_by AND ${IS_CAUSE}`

/** In which forms was a path there? Presence (org, finding). */
export async function readForms(db: Client, id: string): Promise<RawStretch[]> {
  const { rows } = await db.query<RawStretch>(
    `SELECT q.from_at AS from, q.to_at AS to, v.attempts, ${wholeData()} AS data, ${STRETCH} presence q
     JOIN version v ON v.org_id = q.org_id AND v.id = q.version_id
     JOIN stream s ON s.org_id = q.org_id AND s.id = q.stream_id
     JOIN repository p ON p.org_id = q.org_id AND p.id = s.repository_id ${COMMIT}
     WHERE q.org_id = $1 AND q.finding_id = $2 ORDER BY q.from_at`,
    [ORG, id],
  )
  return rows
}

/**
 * In which forms was the flow between two keys of a repository there, also while it was no finding
 * because it had one layer or none? flow_part (org, repository).
 */
export async function readSegmentForms(
  db: Client,
  repositoryId: string,
  entryKey: string,
  outKey: string,
): Promise<RawStretch[]> {
  const { rows } = await db.query<RawStretch>(
    `SELECT q.from_at AS from, q.to_at AS to, q.naive AS attempts, v.data -> 'segment' AS data,
       ${STRETCH} flow_part q
     JOIN flow_entry e ON e.org_id = q.org_id AND e.id = q.entry_id AND $3 = ANY(e.keys)
     JOIN flow_out o ON o.org_id = q.org_id AND o.id = q.out_id AND $4 = ANY(o.keys)
     JOIN version v ON v.org_id = q.org_id AND v.id = q.version_id
     JOIN repository p ON p.org_id = q.org_id AND p.id = q.repository_id ${COMMIT}
     WHERE q.org_id = $1 AND q.repository_id = $2 ORDER BY q.from_at`,
    [ORG, repositoryId, entryKey, outKey],
  )
  return rows
}

/** A commit that changed the layers of a form, at the instant of the scan that saw it first. */
export interface RawChange {
  version: string
  at: Date
  sha: string
  attempts: number | null
  unbounded: boolean
  repository: string
  subject: string | null
  committedAt: Date | null
}

/** Which commits changed what these forms say? path_change's primary key. */
export async function readChanges(db: Client, versions: readonly string[]): Promise<RawChange[]> {
  const { rows } = await db.query<RawChange>(
    `SELECT h.version_id AS version, n.committed_at AS at, h.sha, h.attempts, h.unbounded,
       p.name AS repository, c.subject, c.committed_at AS "committedAt"
     FROM path_change h
     JOIN scan n ON n.org_id = h.org_id AND n.id = h.scan_id AND NOT n.superseded
     JOIN stream s ON s.org_id = n.org_id AND s.id = n.stream_id
     JOIN repository p ON p.org_id = s.org_id AND p.id = s.repository_id
     LEFT JOIN commit c ON c.org_id = h.org_id AND c.repository_id = p.id AND c.sha = h.sha
     WHERE h.org_id = $1 AND h.version_id = ANY($2::uuid[])
       AND NOT ${isLater('c.committed_at', 'n.committed_at')}
     ORDER BY n.committed_at, h.version_id, h.nth`,
    [ORG, versions],
  )
  return rows
}

export interface RawScan {
  at: Date
  repository: string
  sha: string
  subject: string | null
}

/** Which commits of these repositories were scanned at these instants? scan (org, stream, at). */
export async function readScansAt(
  db: Client,
  repositories: readonly string[],
  instants: readonly Date[],
): Promise<RawScan[]> {
  const { rows } = await db.query<RawScan>(
    `SELECT DISTINCT n.committed_at AS at, p.name AS repository, n.commit AS sha, c.subject
     FROM stream s JOIN scan n ON n.org_id = s.org_id AND n.stream_id = s.id AND NOT n.superseded
     JOIN repository p ON p.org_id = s.org_id AND p.id = s.repository_id
     LEFT JOIN commit c ON c.org_id = s.org_id AND c.repository_id = p.id AND c.sha = n.commit
     WHERE s.org_id = $1 AND s.repository_id = ANY($2::uuid[]) AND s.tool <> $4
       AND n.committed_at = ANY($3::timestamptz[]) ORDER BY 1, 2, 3`,
    [ORG, repositories, instants, JOIN_TOOL],
  )
  return rows
}

export interface RawOwner {
  repositoryId: string
  path: string
  from: number | null
  to: number | null
  symbol: string | null
  /** Whether it is a decision about retries. */
  retry: boolean
  owner: string | null
}

/** Which decisions stand in these files at an instant, and whose? Standing (org, repository, kind). */
export async function readOwners(
  db: Client,
  repositories: readonly string[],
  paths: readonly string[],
  at: Date,
): Promise<RawOwner[]> {
  if (paths.length === 0) return []
  const { rows } = await db.query<RawOwner>(
    `SELECT s.repository_id AS "repositoryId", v.path, v.start_line AS from, v.end_line AS to,
       v.symbol, s.decision_kind IS NOT DISTINCT FROM 'retry' AS retry, s.owner
     FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     WHERE s.org_id = $1 AND s.repository_id = ANY($2::uuid[]) AND s.kind = 'decision'
       AND v.path = ANY($3::text[]) AND ${standsAt('s', '$4')}
     ORDER BY v.start_line, s.finding_id`,
    [ORG, repositories, paths, at],
  )
  return rows
}

export interface RawLayerCode extends Omit<RawOwner, 'owner'> {
  finding: string
  line: number | null
  endLine: number | null
  snippet: string | null
  context: string | null
  contextStart: number | null
}

/** What code do decisions in these files stand on at an instant? Standing (org, repository, kind). */
export async function readLayerCode(
  db: Client,
  repositories: readonly string[],
  paths: readonly string[],
  at: Date,
): Promise<RawLayerCode[]> {
  if (paths.length === 0) return []
  const { rows } = await db.query<RawLayerCode>(
    `SELECT s.finding_id AS finding, s.repository_id AS "repositoryId", v.path, v.symbol,
       s.decision_kind IS NOT DISTINCT FROM 'retry' AS retry,
       v.start_line AS from, v.end_line AS to, v.start_line AS line, v.end_line AS "endLine",
       v.snippet, v.context, v.context_start AS "contextStart"
     FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     WHERE s.org_id = $1 AND s.repository_id = ANY($2::uuid[]) AND s.kind = 'decision'
       AND v.path = ANY($3::text[]) AND ${standsAt('s', '$4')}
     ORDER BY v.start_line, s.finding_id`,
    [ORG, repositories, paths, at],
  )
  return rows
}

/** Where do these repositories live, and which of their commits had been scanned by an instant? */
export async function readHosts(
  db: Client,
  repositories: readonly string[],
  at: Date,
): Promise<{ id: string; url: string | null; commit: string | null }[]> {
  const { rows } = await db.query(
    `SELECT p.id, p.url, (SELECT n.commit FROM stream s
         JOIN scan n ON n.org_id = s.org_id AND n.stream_id = s.id AND NOT n.superseded
         WHERE s.org_id = p.org_id AND s.repository_id = p.id AND s.tool <> $4
           AND s.branch IN ('', ${DEFAULT_BRANCH('p.id')}) AND n.committed_at <= $3
         ORDER BY s.tool <> 'plumbline', n.committed_at DESC LIMIT 1) AS commit
     FROM repository p WHERE p.org_id = $1 AND p.id = ANY($2::uuid[])`,
    [ORG, repositories, at, JOIN_TOOL],
  )
  return rows
}
