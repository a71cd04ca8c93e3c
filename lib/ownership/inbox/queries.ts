import type { Client } from '@/lib/db/database'
import { ORG } from '@/lib/db/database'
import { parameters } from '@/lib/trends/conditions'
import type { InboxQuery } from '../types'
import { type InboxSelection, inboxSql } from './selection'

export interface GroupRow {
  service: string
  serviceName: string
  repository: string
  repositoryName: string
  team: string | null
  teamName: string | null
  decisionKind: string
  shape: string
  directory: string
  count: number
  introduced: Date
  rejected: number
  proposed: number
  key: string
}

/** Where a page of groups ended. */
export interface GroupPosition {
  count: number
  introduced: string
  key: string
}

const ORDER = {
  count: { by: '-count, introduced, key', of: '(-count, introduced, key)' },
  age: { by: 'introduced, -count, key', of: '(introduced, -count, key)' },
} as const

/**
 * Which groups of alike open decisions are there, and how many of them and of decisions in all?
 * One pass over what `inboxSql` selects; groups are few beside decisions.
 */
export async function readGroups(
  db: Client,
  selection: InboxSelection,
  sort: NonNullable<InboxQuery['sort']>,
  after: GroupPosition | undefined,
  limit: number,
): Promise<{ groups: GroupRow[]; totalGroups: number; matching: number; oldest: Date | null }> {
  const { values, add } = parameters()
  const selected = inboxSql(selection, add)
  const [count, introduced, key] = after
    ? [`${add(-after.count)}::bigint`, `${add(after.introduced)}::timestamptz`, add(after.key)]
    : []
  const position =
    sort === 'count' ? [count, introduced, key].join(', ') : [introduced, count, key].join(', ')
  const { rows } = await db.query<
    Omit<GroupRow, 'key'> & {
      key: string | null
      totalGroups: number
      matching: number
      oldest: Date | null
    }
  >(
    `WITH open AS MATERIALIZED (${selected}),
    grouped AS MATERIALIZED (
      SELECT service_id, decision_kind, shape, directory,
        (array_agg(repository_id))[1] AS repository_id,
        CASE WHEN count(DISTINCT team_id) = 1 THEN (array_agg(team_id))[1] END AS team_id,
        count(*) AS count, min(introduced) AS introduced,
        count(*) FILTER (WHERE status = 'rejected') AS rejected,
        count(*) FILTER (WHERE status = 'proposed') AS proposed,
        md5(jsonb_build_array(service_id, decision_kind, shape, directory)::text) AS key
      FROM open GROUP BY service_id, decision_kind, shape, directory),
    page AS (SELECT * FROM grouped ${after ? `WHERE ${ORDER[sort].of} > (${position})` : ''}
      ORDER BY ${ORDER[sort].by} LIMIT ${add(limit)})
    SELECT totals.*, g.service_id AS service, e.name AS "serviceName",
      g.repository_id AS repository, r.name AS "repositoryName", g.team_id AS team,
      t.name AS "teamName", g.decision_kind AS "decisionKind", g.shape, g.directory,
      g.count, g.introduced, g.rejected, g.proposed, g.key
    FROM (SELECT count(*)::int AS "totalGroups", coalesce(sum(count), 0)::int AS matching,
        min(introduced) AS oldest FROM grouped) totals
    LEFT JOIN page g ON true
    LEFT JOIN service e ON e.org_id = ${add(ORG)} AND e.id = g.service_id
    LEFT JOIN repository r ON r.org_id = ${add(ORG)} AND r.id = g.repository_id
    LEFT JOIN team t ON t.org_id = ${add(ORG)} AND t.id = g.team_id
    ORDER BY ${ORDER[sort].by.replace(/(count|introduced|key)/g, 'g.$1')}`,
    values,
  )
  const [first] = rows
  return {
    groups: rows.flatMap(({ key, ...row }) => (key === null ? [] : { ...row, key })),
    totalGroups: first?.totalGroups ?? 0,
    matching: first?.matching ?? 0,
    oldest: first?.oldest ?? null,
  }
}

export interface MemberRow {
  finding: string
  service: string
  serviceName: string
  repository: string
  decisionKind: string
  shape: string
  directory: string
  path: string
  sha: string | null
  author: string | null
  grade: string | null
}

/**
 * Which decisions does a selection hold, the oldest first, at most so many of each group?
 * As `inboxSql`; commits by primary key.
 */
export async function readMembers(
  db: Client,
  selection: InboxSelection,
  keys: readonly string[] | null,
  perGroup: number,
): Promise<MemberRow[]> {
  const { values, add } = parameters()
  const selected = inboxSql(selection, add)
  const org = add(ORG)
  const within = keys
    ? `WHERE md5(jsonb_build_array(service_id, decision_kind, shape, directory)::text) = ANY(${add(keys)})`
    : ''
  const { rows } = await db.query<MemberRow>(
    `WITH open AS MATERIALIZED (${selected}),
    ranked AS (SELECT *, row_number() OVER (
        PARTITION BY service_id, decision_kind, shape, directory
        ORDER BY introduced, path COLLATE "C", finding_id) AS rank
      FROM open ${within})
    SELECT o.finding_id AS finding, o.service_id AS service, e.name AS "serviceName",
      o.repository_id AS repository, o.decision_kind AS "decisionKind", o.shape,
      o.directory, o.path, c.sha, c.author, c.assistance_grade AS grade
    FROM ranked o
    JOIN service e ON e.org_id = ${org} AND e.id = o.service_id
    LEFT JOIN commit c ON c.org_id = ${org} AND c.repository_id = o.repository_id
      AND c.sha = o.introduced_by
    WHERE rank <= ${add(perGroup)}
    ORDER BY o.introduced, o.path COLLATE "C", o.finding_id`,
    values,
  )
  return rows
}

/** How many decisions does the chart count for this filter at this instant? */
export async function countOpen(db: Client, selection: InboxSelection): Promise<number> {
  const { age: _, status: __, findings: ___, group: ____, ...plain } = selection
  const { values, add } = parameters()
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (${inboxSql(plain, add)}) open`,
    values,
  )
  return rows[0]?.count ?? 0
}
