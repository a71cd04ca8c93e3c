import { type Client, ORG } from '@/lib/db/database'
import { likeText } from '@/lib/findings/queries/narrow'
import { standsAt } from '@/lib/trends/conditions'

export interface StartRow {
  id: string
  kind: string
  label: string
  service: string
  repository: string
  ways: number
  /** Infinity where unbounded, null where unknown. */
  worst: number | null
  unknown: boolean
}

/** A text is looked for in the name, the outgoing call and the functions of each way. */
const MATCHING = `JOIN flow_entry e ON e.org_id = p.org_id AND e.id = p.entry_id
       JOIN flow_out o ON o.org_id = p.org_id AND o.id = p.out_id
       JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
         AND (e.label ILIKE $5 OR o.label ILIKE $5 OR (v.data ->> 'flow') ILIKE $5)`

/**
 * Where do flows of a repository, or of all, begin at an instant, the worst after what takes factors
 * away first; those whose name, outgoing call or function has a text? Names are joined only to the worst and those as bad as the
 * last of them. Index: flow_part (org, repository_id), for all repositories none: every part counts.
 */
export async function readStarts(
  db: Client,
  repository: string | undefined,
  at: Date,
  q: string,
  limit: number,
): Promise<{ total: number; rows: StartRow[] }> {
  const of = repository === undefined ? '$2::uuid IS NULL' : 'p.repository_id = $2'
  const { rows } = await db.query<StartRow & { total: number }>(
    `SELECT e.id, e.kind, e.label, e.service, r.name AS repository, s.ways, s.worst, s.unknown, s.total
     FROM (
       SELECT p.org_id, p.entry_id, max(p.layers) AS layers, count(*)::int AS ways,
         max(p.gated) AS worst, bool_or(p.gated IS NULL) AS unknown, (count(*) OVER ())::int AS total
       FROM flow_part p
       ${q === '' ? '' : MATCHING}
       WHERE p.org_id = $1 AND ${of} AND ${standsAt('p', '$3')}
       GROUP BY p.org_id, p.entry_id
       ORDER BY worst DESC NULLS LAST, layers DESC
       FETCH FIRST $4 ROWS WITH TIES
     ) s
     JOIN flow_entry e ON e.org_id = s.org_id AND e.id = s.entry_id
     JOIN repository r ON r.org_id = e.org_id AND r.id = e.repository_id
     ORDER BY s.worst DESC NULLS LAST, s.layers DESC, e.kind = 'function', e.label, e.id
     LIMIT $4`,
    [ORG, repository ?? null, at, limit, ...(q === '' ? [] : [`%${likeText(q)}%`])],
  )
  return { total: rows[0]?.total ?? 0, rows }
}

export interface WayRow {
  id: string
  outId: string
  data: unknown
  outKind: string
  outLabel: string
  outMethod: string | null
}

/** Which ways lead out of an entry point at an instant? Index: flow_part (org, entry_id). */
export async function readWays(db: Client, entry: string, at: Date): Promise<WayRow[]> {
  const { rows } = await db.query<WayRow>(
    `SELECT v.id, o.id AS "outId", v.data, o.kind AS "outKind", o.label AS "outLabel",
       o.method AS "outMethod"
     FROM flow_part p
     JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
     JOIN flow_out o ON o.org_id = p.org_id AND o.id = p.out_id
     WHERE p.org_id = $1 AND p.entry_id = $2 AND ${standsAt('p', '$3')}
     ORDER BY p.gated DESC NULLS LAST, p.layers DESC, o.label, v.id`,
    [ORG, entry, at],
  )
  return rows
}

export interface EntryRow {
  id: string
  kind: string
  label: string
  service: string
  repositoryId: string
  repositoryName: string
  url: string | null
  /** Newest commit of the default branch that was scanned by then. */
  commit: string | null
  left: number | null
}

/** What is an entry point, and in which repository? Primary keys; scan (org, stream, committed_at). */
export async function readEntry(db: Client, id: string, at: Date): Promise<EntryRow | undefined> {
  const { rows } = await db.query<EntryRow>(
    `SELECT e.id, e.kind, e.label, e.service, r.id AS "repositoryId", r.name AS "repositoryName",
       r.url,
       (SELECT n.commit FROM scan n JOIN stream s ON s.org_id = n.org_id AND s.id = n.stream_id
        WHERE s.org_id = e.org_id AND s.repository_id = r.id AND NOT n.superseded
          AND (s.branch = '' OR s.branch = r.default_branch OR r.default_branch IS NULL)
          AND n.committed_at <= $3
        ORDER BY n.committed_at DESC LIMIT 1) AS commit,
       (SELECT max((v.data #>> '{segment,left}')::int) FROM flow_part p
        JOIN version v ON v.org_id = p.org_id AND v.id = p.version_id
        WHERE p.org_id = e.org_id AND p.repository_id = r.id AND ${standsAt('p', '$3')}
          AND jsonb_typeof(v.data #> '{segment,left}') = 'number') AS "left"
     FROM flow_entry e JOIN repository r ON r.org_id = e.org_id AND r.id = e.repository_id
     WHERE e.org_id = $1 AND e.id = $2`,
    [ORG, id, at],
  )
  return rows[0]
}

export interface AnswerRow {
  outId: string
  rule: string
  confidence: string | null
  detail: string | null
  id: string | null
  label: string | null
  service: string | null
  repositoryId: string | null
  repositoryName: string | null
}

/** Who answers these outgoing calls at an instant; where nobody does, why? Index: flow_link (org, out_id). */
export async function readAnswers(
  db: Client,
  outs: readonly string[],
  at: Date,
): Promise<AnswerRow[]> {
  const { rows } = await db.query<AnswerRow>(
    `SELECT l.out_id AS "outId", l.rule, l.confidence, l.detail, e.id, e.label, e.service,
       r.id AS "repositoryId", r.name AS "repositoryName"
     FROM flow_link l
     LEFT JOIN flow_entry e ON e.org_id = l.org_id AND e.id = l.entry_id
     LEFT JOIN repository r ON r.org_id = e.org_id AND r.id = e.repository_id
     WHERE l.org_id = $1 AND l.out_id = ANY($2::uuid[]) AND ${standsAt('l', '$3')}
     ORDER BY e.label, e.id`,
    [ORG, outs, at],
  )
  return rows
}
