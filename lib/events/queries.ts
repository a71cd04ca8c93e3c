import { type Client, ORG } from '@/lib/db/database'
import { DEFAULT_BRANCH } from '@/lib/standing/load'
import { EVENTS_AT_MOST } from './types'

/** Which part of the organisation, and when: null for every repository. */
export interface Within {
  repositories: readonly string[] | null
  from: Date
  to: Date
}

const OF_REPOSITORY = (column: string) => `($4::uuid[] IS NULL OR ${column} = ANY($4))`
const values = ({ from, to, repositories }: Within) => [ORG, from, to, repositories]

/** Which tags were put on the mainlines? Release (org_id, at). */
export async function readReleases(db: Client, within: Within) {
  const { rows } = await db.query<{ at: Date; name: string; id: string; repository: string }>(
    `SELECT l.at, l.name, r.id, r.name AS repository FROM release l
     JOIN repository r ON r.org_id = l.org_id AND r.id = l.repository_id
     WHERE l.org_id = $1 AND l.at > $2 AND l.at <= $3 AND ${OF_REPOSITORY('l.repository_id')}
     ORDER BY l.at DESC, l.name LIMIT ${EVENTS_AT_MOST}`,
    values(within),
  )
  return rows
}

export interface ToolStep {
  at: Date
  tool: string
  before: string
  now: string
  had: string[] | null
  rules: string[] | null
  repositories: number
}

const LISTED = `CASE jsonb_typeof(c.coverage -> 'rules') WHEN 'array' THEN c.coverage -> 'rules' END`
/** Not the same rules, in whatever order: an event of another kind than a version alone. */
const OTHERS = `(had <> rules AND NOT (had @> rules AND had <@ rules))`

/**
 * When did a tool come in another version, or with other rules, on a default branch; the first time
 * where several repositories took the same step? A scan that tells no version neither is a step nor
 * hides one. Read are the scans of the time and of each stream the one before them. The newest of
 * each kind. Scan (org_id, stream_id, committed_at).
 */
export async function readToolSteps(db: Client, within: Within): Promise<ToolStep[]> {
  const told = `c.org_id = s.org_id AND c.stream_id = s.id AND NOT c.superseded AND c.succeeded
    AND c.tool_version IS NOT NULL`
  const { rows } = await db.query<ToolStep>(
    `WITH scans AS (
      SELECT c.committed_at AS at, s.tool, s.repository_id, c.tool_version AS now,
        ${LISTED} AS rules, lag(c.tool_version) OVER w AS before, lag(${LISTED}) OVER w AS had
      FROM stream s CROSS JOIN LATERAL (
        SELECT * FROM scan c WHERE ${told} AND c.committed_at > $2 AND c.committed_at <= $3
        UNION ALL (SELECT * FROM scan c WHERE ${told} AND c.committed_at <= $2
          ORDER BY c.committed_at DESC LIMIT 1)) c
      WHERE s.org_id = $1
        AND (s.branch = '' OR s.branch = ${DEFAULT_BRANCH('s.repository_id')})
        AND ${OF_REPOSITORY('s.repository_id')}
      WINDOW w AS (PARTITION BY c.stream_id ORDER BY c.committed_at)),
    steps AS (
      SELECT min(at) AS at, tool, before, now, had, rules,
        count(DISTINCT repository_id)::int AS repositories, coalesce(${OTHERS}, false) AS others
      FROM scans WHERE before IS NOT NULL AND (before <> now OR ${OTHERS}) AND at > $2
      GROUP BY tool, before, now, had, rules)
    SELECT at, tool, before, now, had, rules, repositories FROM (
      SELECT *, row_number() OVER (PARTITION BY others ORDER BY at DESC) AS nth FROM steps) s
    WHERE nth <= ${EVENTS_AT_MOST}`,
    values(within),
  )
  return rows
}

/** When were a repository's services placed anew? Service_map by its primary key. */
export async function readMaps(db: Client, within: Within) {
  const { rows } = await db.query<{ at: Date; name: string }>(
    `SELECT at, name FROM (
      SELECT m.at, m.digest, r.name,
        lag(m.digest) OVER (PARTITION BY m.repository_id ORDER BY m.at) AS before
      FROM service_map m JOIN repository r ON r.org_id = m.org_id AND r.id = m.repository_id
      WHERE m.org_id = $1 AND ${OF_REPOSITORY('m.repository_id')}) x
    WHERE before IS NOT NULL AND before <> digest AND at > $2 AND at <= $3
    ORDER BY at DESC LIMIT ${EVENTS_AT_MOST}`,
    values(within),
  )
  return rows
}

/** Which reorganisations were there? Reads service_team, which is small. */
export async function readReorganisations(db: Client, within: Within) {
  const { rows } = await db.query<{ at: Date; reason: string; who: string; to: string }>(
    `SELECT valid_from AS at, reason, coalesce(from_name, service, 'a service') AS who,
       coalesce(to_name, 'nobody') AS to
     FROM service_team WHERE org_id = $1 AND valid_from > $2 AND valid_from <= $3
       AND (repository_id IS NULL OR ${OF_REPOSITORY('repository_id')})
     ORDER BY valid_from DESC LIMIT ${EVENTS_AT_MOST}`,
    values(within),
  )
  return rows
}

/**
 * What was said in reviews of this scope from week to week, and which of them are closed? Review_note
 * (org_id, scope, week), review_closed by its primary key.
 */
export async function readReviews(db: Client, scope: string, first: string, last: string) {
  const { rows: notes } = await db.query<{ week: string; text: string; by: string }>(
    `SELECT week, text, actor_name AS by FROM review_note WHERE org_id = $1 AND scope = $2
       AND week BETWEEN $3 AND $4
     ORDER BY week DESC, at DESC LIMIT ${EVENTS_AT_MOST}`,
    [ORG, scope, first, last],
  )
  const { rows: closed } = await db.query<{ week: string; by: string }>(
    `SELECT week, actor_name AS by FROM review_closed WHERE org_id = $1 AND scope = $2
       AND week BETWEEN $3 AND $4
     ORDER BY week DESC LIMIT ${EVENTS_AT_MOST}`,
    [ORG, scope, first, last],
  )
  return { notes, closed }
}
