import { type Client, ORG } from '@/lib/db/database'
import { type Add, parameters } from '@/lib/trends/conditions'
import { countAt } from '@/lib/trends/queries/sums'
import type { Filter } from '@/lib/trends/types'
import type { Beginning } from '../age'
import type { Possible } from '../candidates/possible'
import { FINDINGS_SHOWN, type InboxQuery } from '../types'
import { groupedSql } from './groups'
import { type InboxSelection, openSql } from './selection'

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
  knownAt: Date
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
  committedAt: Date | null
}

interface Row extends Omit<GroupRow, 'key' | 'members'> {
  key: string | null
  members: [string, string, ...(string | null)[]][] | null
  totalGroups: number
  matching: number | null
  oldest: Date | null
  oldestAtLeast: boolean | null
}

/**
 * Which groups of alike open decisions are there, with the oldest decisions of each, and how many
 * of both in all? As `groupedSql`; members by standing_alike, commits by primary key.
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
  /** Decisions; undefined where it is all that the chart counts. */
  matching: number | undefined
  oldest: Beginning | null
}> {
  const { values, add } = parameters()
  const grouped = groupedSql(selection, sort, after, limit, add)
  const org = add(ORG)
  const { rows } = await db.query<Row>(
    `WITH ${grouped.ctes},
    members AS (
      SELECT p.id, json_agg(json_build_array(m.finding_id, m.path, c.sha, c.author,
          c.assistance_grade, c.committed_at) ORDER BY m.dated_at, m.path COLLATE "C", m.finding_id) AS members
      FROM page p CROSS JOIN LATERAL (
        SELECT s.* FROM standing s WHERE s.alike = p.id AND ${openSql(selection, add)}
        ORDER BY s.dated_at, s.path COLLATE "C", s.finding_id LIMIT ${add(FINDINGS_SHOWN)}) m
      JOIN version v ON v.org_id = ${org} AND v.id = m.version_id
      LEFT JOIN commit c ON c.org_id = ${org} AND c.repository_id = m.repository_id
        AND c.sha = v.introduced_by
      GROUP BY p.id)
    SELECT totals.*, g.service_id AS service, e.name AS "serviceName",
      g.repository_id AS repository, r.name AS "repositoryName", r.created_at AS "knownAt", g.team_id AS team,
      t.name AS "teamName", g.decision_kind AS "decisionKind", g.shape, g.directory,
      g.count, g.dated_at AS introduced, g.at_least AS "atLeast", g.rejected, g.proposed,
      replace(g.id::text, '-', '') AS key, m.members
    FROM totals
    LEFT JOIN page g ON true
    LEFT JOIN members m USING (id)
    LEFT JOIN service e ON e.org_id = ${org} AND e.id = g.service_id
    LEFT JOIN repository r ON r.org_id = ${org} AND r.id = g.repository_id
    LEFT JOIN team t ON t.org_id = ${org} AND t.id = g.team_id
    ORDER BY ${grouped.order}`,
    values,
  )
  const [first] = rows
  return {
    groups: rows.flatMap(({ key, members, ...row }) =>
      key === null ? [] : { ...row, key, members: (members ?? []).map(memberOf) },
    ),
    totalGroups: first?.totalGroups ?? 0,
    matching: first?.matching ?? undefined,
    oldest: first?.oldest
      ? { introduced: first.oldest, atLeast: first.oldestAtLeast === true }
      : null,
  }
}

function memberOf([finding, path, ...commit]: NonNullable<Row['members']>[number]): Member {
  const [sha = null, author = null, grade = null, at] = commit
  return { finding, path, sha, author, grade, committedAt: at ? new Date(at) : null }
}

export interface PlaceRow extends Member {
  serviceName: string
  repository: string
  decisionKind: string
}

/**
 * Where are the decisions of a selection, or of these those that are possible? As `openSql`, or from
 * versions by their introducing commit (version_introduced_by) and standing_authorless; then primary
 * keys.
 */
export async function readPlaces(
  db: Client,
  selection: InboxSelection,
  possible?: Possible,
): Promise<PlaceRow[]> {
  const { values, add } = parameters()
  const among = possible ? `AND s.version_id IN (${possibleSql(possible, add)})` : ''
  const { rows } = await db.query<PlaceRow>(
    `SELECT s.finding_id AS finding, e.name AS "serviceName", s.repository_id AS repository,
       coalesce(s.decision_kind, '') AS "decisionKind", s.path, c.sha, c.author,
       c.assistance_grade AS grade, c.committed_at AS "committedAt"
     FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN commit c ON c.org_id = s.org_id AND c.repository_id = s.repository_id
       AND c.sha = v.introduced_by
     WHERE ${openSql(selection, add)} ${among}`,
    values,
  )
  return rows
}

/** SQL of the versions that places are possible for. */
function possibleSql({ repositories, authors, unknown }: Possible, add: Add): string {
  return [
    `SELECT v.id FROM commit c
     JOIN stream m ON m.org_id = c.org_id AND m.repository_id = c.repository_id
     JOIN version v ON v.org_id = m.org_id AND v.stream_id = m.id AND v.introduced_by = c.sha
     WHERE c.org_id = ${ORG} AND c.author = ANY(${add(authors)}::text[])`,
    `SELECT version_id FROM standing WHERE org_id = ${ORG} AND kind = 'decision'
      AND repository_id = ANY(${add(repositories)}::uuid[])`,
    ...(unknown
      ? [
          `SELECT version_id FROM standing WHERE org_id = ${ORG} AND kind = 'decision'
             AND state = 'open' AND authorless`,
        ]
      : []),
  ].join(' UNION ')
}

/** Which decisions does a selection hold, the oldest first, at most so many? As `openSql`. */
export async function readFindings(
  db: Client,
  selection: InboxSelection,
  limit: number,
): Promise<string[]> {
  const { values, add } = parameters()
  const { rows } = await db.query<{ finding: string }>(
    `SELECT s.finding_id AS finding FROM standing s WHERE ${openSql(selection, add)}
     ORDER BY s.dated_at, s.path COLLATE "C", s.finding_id LIMIT ${add(limit)}`,
    values,
  )
  return rows.map(({ finding }) => finding)
}

/** How many decisions does the chart count? From the sums that charts are read from. */
export async function countOpen(db: Client, filter: Filter, at: Date): Promise<number> {
  const counting = { kinds: ['decision'], states: ['open'], filter, keys: [] }
  return (await countAt(db, counting, at))[0]?.count ?? 0
}
