import { type Client, ORG } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'
import type { Beginning } from '../age'
import { FINDINGS_SHOWN, type InboxQuery } from '../types'
import { type InboxSelection, openSql, placesSql } from './selection'

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
  atLeast: boolean
  rejected: number
  proposed: number
  key: string
  /** The oldest ones, at most FINDINGS_SHOWN. */
  members: Member[]
}

/** Where a page of groups ended. */
export interface GroupPosition {
  count: number
  introduced: string
  key: string
}

/** A decision of a group, as candidates need it. */
export interface Member {
  finding: string
  path: string
  sha: string | null
  author: string | null
  grade: string | null
}

interface Row extends Omit<GroupRow, 'key' | 'members'> {
  key: string | null
  members: [string, string, string | null, string | null, string | null][] | null
  totalGroups: number
  matching: number
  oldest: Date | null
  oldestAtLeast: boolean | null
}

/**
 * Which groups of alike open decisions are there, with the oldest decisions of each, and how many
 * of both in all? One pass over what `openSql` selects; commits by primary key.
 */
export async function readGroups(
  db: Client,
  selection: InboxSelection,
  sort: NonNullable<InboxQuery['sort']>,
  after: GroupPosition | undefined,
  limit: number,
): Promise<{
  groups: GroupRow[]
  totalGroups: number
  matching: number
  oldest: Beginning | null
}> {
  const { values, add } = parameters()
  const open = openSql(selection, add)
  const org = add(ORG)
  const order = ORDER[sort]
  const { rows } = await db.query<Row>(
    `WITH ${open},
    grouped AS MATERIALIZED (
      SELECT service_id, decision_kind, shape, directory,
        (array_agg(repository_id))[1] AS repository_id,
        CASE WHEN count(DISTINCT team_id) = 1 THEN (array_agg(team_id))[1] END AS team_id,
        count(*) AS count, min(introduced) AS introduced,
        bool_or(at_least) AS at_least,
        count(*) FILTER (WHERE status = 'rejected') AS rejected,
        count(*) FILTER (WHERE status = 'proposed') AS proposed,
        md5(jsonb_build_array(service_id, decision_kind, shape, directory)::text) AS key
      FROM open GROUP BY service_id, decision_kind, shape, directory),
    page AS MATERIALIZED (SELECT * FROM grouped ${positionSql(sort, after, add)}
      ORDER BY ${order.by} LIMIT ${add(limit)}),
    ranked AS (SELECT p.key, o.*, row_number() OVER (
        PARTITION BY p.key ORDER BY o.introduced, o.path COLLATE "C", o.finding_id) AS rank
      FROM page p JOIN open o USING (service_id, decision_kind, shape, directory)),
    members AS (SELECT m.key, json_agg(json_build_array(
          m.finding_id, m.path, c.sha, c.author, c.assistance_grade) ORDER BY m.rank) AS members
      FROM ranked m LEFT JOIN commit c ON c.org_id = ${org} AND c.repository_id = m.repository_id
        AND c.sha = m.introduced_by
      WHERE m.rank <= ${add(FINDINGS_SHOWN)} GROUP BY m.key)
    SELECT totals.*, g.service_id AS service, e.name AS "serviceName",
      g.repository_id AS repository, r.name AS "repositoryName", g.team_id AS team,
      t.name AS "teamName", g.decision_kind AS "decisionKind", g.shape, g.directory,
      g.count, g.introduced, g.at_least AS "atLeast", g.rejected, g.proposed, g.key, m.members
    FROM (SELECT count(*)::int AS "totalGroups", coalesce(sum(count), 0)::int AS matching,
        min(introduced) AS oldest, bool_or(at_least) AS "oldestAtLeast" FROM grouped) totals
    LEFT JOIN page g ON true
    LEFT JOIN members m USING (key)
    LEFT JOIN service e ON e.org_id = ${org} AND e.id = g.service_id
    LEFT JOIN repository r ON r.org_id = ${org} AND r.id = g.repository_id
    LEFT JOIN team t ON t.org_id = ${org} AND t.id = g.team_id
    ORDER BY ${order.by.replace(/(count|introduced|key)/g, 'g.$1')}`,
    values,
  )
  const [first] = rows
  return {
    groups: rows.flatMap(({ key, members, ...row }) =>
      key === null ? [] : { ...row, key, members: (members ?? []).map(memberOf) },
    ),
    totalGroups: first?.totalGroups ?? 0,
    matching: first?.matching ?? 0,
    oldest: first?.oldest
      ? { introduced: first.oldest, atLeast: first.oldestAtLeast === true }
      : null,
  }
}

const ORDER = {
  count: { by: '-count, introduced, key' },
  age: { by: 'introduced, -count, key' },
} as const

function positionSql(
  sort: keyof typeof ORDER,
  after: GroupPosition | undefined,
  add: (value: unknown) => string,
): string {
  if (!after) return ''
  const introduced = `${add(after.introduced)}::timestamptz`
  const count = `${add(-after.count)}::bigint`
  const position = sort === 'count' ? [count, introduced] : [introduced, count]
  return `WHERE (${ORDER[sort].by}) > (${position.join(', ')}, ${add(after.key)})`
}

function memberOf([finding, path, sha, author, grade]: NonNullable<Row['members']>[number]) {
  return { finding, path, sha, author, grade }
}

export interface PlaceRow extends Member {
  serviceName: string
  repository: string
  decisionKind: string
}

/** Where are the decisions of a selection, whatever their age? As `placesSql`; then primary keys. */
export async function readPlaces(db: Client, selection: InboxSelection): Promise<PlaceRow[]> {
  const { values, add } = parameters()
  const places = placesSql(selection, add)
  const org = add(ORG)
  const { rows } = await db.query<PlaceRow>(
    `SELECT o.finding_id AS finding, e.name AS "serviceName", o.repository_id AS repository,
       o.decision_kind AS "decisionKind", o.path, c.sha, c.author, c.assistance_grade AS grade
     FROM (${places}) o
     JOIN service e ON e.org_id = ${org} AND e.id = o.service_id
     LEFT JOIN commit c ON c.org_id = ${org} AND c.repository_id = o.repository_id
       AND c.sha = o.introduced_by`,
    values,
  )
  return rows
}

/** Which decisions does a selection hold, the oldest first, at most so many? As `openSql`. */
export async function readFindings(
  db: Client,
  selection: InboxSelection,
  limit: number,
): Promise<string[]> {
  const { values, add } = parameters()
  const { rows } = await db.query<{ finding: string }>(
    `WITH ${openSql(selection, add)}
     SELECT finding_id AS finding FROM open
     ORDER BY introduced, path COLLATE "C", finding_id LIMIT ${add(limit)}`,
    values,
  )
  return rows.map(({ finding }) => finding)
}

/** How many decisions does the chart count? Index: standing (org_id, kind, state, from_at). */
export async function countOpen(db: Client, filter: Filter, at: Date): Promise<number> {
  const { values, add } = parameters()
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM standing s
     WHERE ${standingMatches('s', ['unowned-decisions'], filter, add)} AND ${standsAt('s', add(at))}`,
    values,
  )
  return rows[0]?.count ?? 0
}
