import { type Client, ORG } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'
import { BEGUN, beginningSql, openSql } from '../inbox/selection'

/** Decisions that are alike in state, team and kind. */
export interface StateCount {
  team: string | null
  teamName: string | null
  state: string
  rejected: boolean
  count: number
}

/** How many decisions stand in which state, by team? Index: standing (org_id, kind, state, from_at). */
export async function readStates(db: Client, filter: Filter, at: Date): Promise<StateCount[]> {
  const { values, add } = parameters()
  const { rows } = await db.query<StateCount>(
    `SELECT s.team_id AS team, t.name AS "teamName", s.state,
       coalesce(s.status = 'rejected', false) AS rejected, count(*) AS count
     FROM standing s LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     WHERE ${standingMatches('s', [], filter, add)} AND s.kind = 'decision'
       AND s.state <> 'suppressed' AND ${standsAt('s', add(at))}
     GROUP BY 1, 2, 3, 4`,
    values,
  )
  return rows
}

export interface OpenAge {
  team: string | null
  decisionKind: string
  introduced: Date
  atLeast: boolean
  /** Whole days as of the instant. */
  days: number
  count: number
}

/**
 * How old are the open decisions, in whole days, by team and kind? Indexes as of the inbox:
 * standing (org_id, kind, state, from_at), version's key, presence (org_id, finding_id).
 */
export async function readOpenAges(db: Client, filter: Filter, at: Date): Promise<OpenAge[]> {
  const { values, add } = parameters()
  const { rows } = await db.query<OpenAge>(
    `WITH ${openSql({ ...filter, at }, add)}
     SELECT team_id AS team, decision_kind AS "decisionKind", min(introduced) AS introduced,
       bool_or(at_least) AS "atLeast",
       greatest(0, floor(extract(epoch FROM ${add(at)}::timestamptz - introduced) / 86400))::int
         AS days, count(*) AS count
     FROM open GROUP BY team_id, decision_kind, days`,
    values,
  )
  return rows
}

export interface FirstOwner {
  team: string | null
  decisions: number
  median: number | null
  p90: number | null
  atLeast: boolean
}

/**
 * How many days from introduction to the first owner, for decisions that got it within (from, to],
 * in all (team null, `total`) and by the team they belonged to then? Acts that were undone made no
 * owner. Reads owned segments by standing (org_id, kind, state, from_at).
 */
export async function readFirstOwners(
  db: Client,
  filter: Filter,
  from: Date,
  to: Date,
): Promise<(FirstOwner & { total: boolean })[]> {
  const { values, add } = parameters()
  const $from = add(from)
  const days = `greatest(0, extract(epoch FROM at - introduced) / 86400)`
  const { rows } = await db.query<FirstOwner & { total: boolean }>(
    `WITH owned AS MATERIALIZED (
      SELECT DISTINCT ON (s.finding_id) s.finding_id, s.from_at AS at, s.team_id AS team,
        v.introduced_at
      FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
      LEFT JOIN ownership o ON o.org_id = s.org_id AND o.id = s.ownership_id
      WHERE ${standingMatches('s', [], filter, add)} AND s.kind = 'decision' AND s.state = 'owned'
        AND s.from_at <= ${add(to)} AND NOT coalesce(o.undone, false)
      ORDER BY s.finding_id, s.from_at),
    begun AS (SELECT finding_id, ${BEGUN} FROM presence
      WHERE org_id = ${add(ORG)} AND finding_id IN (SELECT finding_id FROM owned WHERE at > ${$from})
      GROUP BY finding_id),
    first AS (SELECT o.*, ${beginningSql('o')}
      FROM owned o JOIN begun b USING (finding_id) WHERE o.at > ${$from})
    SELECT team, grouping(team) = 1 AS total, count(*) AS decisions,
      bool_or(at_least) AS "atLeast",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ${days})::float8 AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY ${days})::float8 AS p90
    FROM first GROUP BY GROUPING SETS ((team), ())`,
    values,
  )
  return rows
}

/** One change of a count between two instants. */
export interface StateEdge {
  state: string
  at: number
  change: number
}

/**
 * How do the numbers of owned, open and accepted decisions change from one instant to the next?
 * One pass over the segments of decisions, as lib/trends counts its edges.
 */
export async function readStateEdges(
  db: Client,
  filter: Filter,
  instants: readonly Date[],
): Promise<StateEdge[]> {
  const { values, add } = parameters()
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const bucket = (column: string) => `width_bucket(${column}, ${thresholds}::timestamptz[])`
  const where = `${standingMatches('s', [], filter, add)} AND s.kind = 'decision'`
  const { rows } = await db.query<StateEdge>(
    `SELECT state, ${bucket('from_at')} AS at, count(*)::int AS change
     FROM standing s WHERE ${where} GROUP BY 1, 2
     UNION ALL
     SELECT state, ${bucket('to_at')}, -count(*)::int
     FROM standing s WHERE ${where} AND to_at IS NOT NULL GROUP BY 1, 2`,
    values,
  )
  return rows
}

/** Names of teams by id. Reads team, which is small. */
export async function readTeamNames(db: Client): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'SELECT id, name FROM team WHERE org_id = $1',
    [ORG],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
