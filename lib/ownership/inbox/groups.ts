import { ORG } from '@/lib/db/database'
import { GROUPED, namedSql } from '@/lib/standing/inbox-groups'
import { NOTHING } from '@/lib/standing/sums'
import { type Add, NO_TEAM, standingMatches } from '@/lib/trends/conditions'
import type { InboxQuery } from '../types'
import type { GroupPosition } from './queries'
import {
  type InboxSelection,
  openSql,
  touchedSql,
  type WholeGroups,
  wholeGroups,
  wholeSql,
} from './selection'

type Sort = NonNullable<InboxQuery['sort']>

/** Columns that a page is ordered by, as inbox_group_by_count and inbox_group_by_age have them. */
const ORDER: Record<Sort, readonly [string, string, string]> = {
  count: ['-count', 'dated_at', 'id'],
  age: ['dated_at', '-count', 'id'],
}

const COLUMNS = `id, service_id, decision_kind, repository_id, team_id, count, rejected, proposed,
  dated_at, at_least`

/**
 * CTEs of which `page` holds the groups of a selection after a position, and `totals` says how many
 * groups and decisions there are in all. Groups that are kept are walked in their order; those that
 * stood otherwise at the instant, and groups of which the selection holds parts, are added up from
 * their rows.
 */
export function groupedSql(
  selection: InboxSelection,
  sort: Sort,
  after: GroupPosition | undefined,
  limit: number,
  add: Add,
): { ctes: string; order: string } {
  const by = ORDER[sort].join(', ')
  const most = add(limit)
  const beyond = positionSql(sort, after, add)
  const pageOf = (groups: string) =>
    `(SELECT * FROM ${groups} ${beyond} ORDER BY ${by} LIMIT ${most})`
  const whole = wholeGroups(selection)
  const live = (only: string) => `live AS MATERIALIZED (SELECT ${GROUPED} FROM standing s
    WHERE ${openSql(selection, add)} ${only} GROUP BY alike)`
  const parts = whole
    ? `touched AS MATERIALIZED (${touchedSql(whole, selection.at, add)}),
       ${live('AND s.alike IN (SELECT alike FROM touched)')},
       filtered AS NOT MATERIALIZED (
         SELECT g.* FROM inbox_group g WHERE ${wholeSql(whole, add)}),
       kept AS NOT MATERIALIZED (${KEPT})`
    : live('')
  return {
    ctes: `${parts},
    found AS MATERIALIZED (
      SELECT ${COLUMNS}, version_id FROM ${pageOf('live')} l),
    named AS (SELECT ${COLUMNS}, shape, directory FROM (${namedSql('found')}) n
      ${whole ? `UNION ALL SELECT ${COLUMNS}, shape, directory FROM ${pageOf('kept')} k` : ''}),
    page AS MATERIALIZED ${pageOf('named')},
    totals AS (${whole ? totalsKept(whole, add) : TOTALS})`,
    order: ORDER[sort].map((column) => column.replace(/[a-z]/, 'g.$&')).join(', '),
  }
}

/** Groups as they are kept, but for those that are added up anew. */
const KEPT = `SELECT f.* FROM filtered f
  WHERE NOT EXISTS (SELECT FROM touched t WHERE t.alike = f.id)`

/** Of groups that are added up; how many decisions whole groups hold is known from sums. */
const TOTALS = `SELECT count(*)::int AS "totalGroups", coalesce(sum(count), 0)::int AS matching,
  min(dated_at) AS oldest, bool_or(at_least) AS "oldestAtLeast" FROM live`

/**
 * With those that are kept: inbox_group_by_age, inbox_group_bounds. Those that are added up anew are
 * taken off one by one. How many decisions there are in all is known from sums, but for a band of age.
 */
function totalsKept(whole: WholeGroups, add: Add): string {
  return `SELECT n.groups + k.groups - t.groups AS "totalGroups",
    ${whole.span ? 'n.decisions + k.decisions - t.decisions' : 'NULL::int'} AS matching,
    least(n.oldest, (SELECT dated_at FROM kept ORDER BY dated_at LIMIT 1)) AS oldest,
    coalesce(n.bound, false) OR EXISTS (SELECT FROM kept WHERE at_least) AS "oldestAtLeast"
  FROM (${HELD}, min(dated_at) AS oldest, bool_or(at_least) AS bound FROM live) n,
    (${heldSql(whole, add)}) k,
    (${HELD} FROM touched t CROSS JOIN LATERAL (
      SELECT g.count FROM inbox_group g
      WHERE g.id = t.alike AND ${wholeSql(whole, add)} OFFSET 0) f) t`
}

const HELD = 'SELECT count(*)::int AS groups, coalesce(sum(count), 0)::int AS decisions'

/**
 * How many kept groups and decisions a selection holds: as they are counted (inbox_count), but for
 * those that a band of age leaves out, which are few where it has no end (inbox_group_latest); of any
 * other selection one by one (inbox_group_span).
 */
function heldSql({ filter, span }: WholeGroups, add: Add): string {
  const { repository, team } = filter
  if (filter.service ?? filter.decisionKind ?? span?.after) return `${HELD} FROM filtered`
  const counted = `SELECT coalesce(sum(groups), 0) AS groups, coalesce(sum(decisions), 0) AS decisions
    FROM inbox_count WHERE org_id = ${ORG}
    ${repository === undefined ? '' : `AND repository_id = ${add(repository)}::uuid`}
    ${team === undefined ? '' : `AND team_id = ${add(team === NO_TEAM ? NOTHING : team)}::uuid`}`
  const younger = span
    ? `${HELD} FROM inbox_group g WHERE ${standingMatches('g', [], filter, add)}
        AND g.latest_at > ${add(span.until)}`
    : 'SELECT 0 AS groups, 0 AS decisions'
  return `SELECT (c.groups - y.groups)::int AS groups, (c.decisions - y.decisions)::int AS decisions
    FROM (${counted}) c, (${younger}) y`
}

function positionSql(sort: Sort, after: GroupPosition | undefined, add: Add): string {
  if (!after) return ''
  const values = {
    '-count': `${add(-after.count)}::int`,
    dated_at: `${add(after.introduced)}::timestamptz`,
    id: `${add(after.key)}::uuid`,
  } as Record<string, string>
  const order = ORDER[sort]
  return `WHERE (${order.join(', ')}) > (${order.map((column) => values[column]).join(', ')})`
}
