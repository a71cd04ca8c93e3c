import { type Client, ORG } from '@/lib/db/database'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { countEdgesOf, type Edges } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'
import type { Filter } from '@/lib/trends/types'

/** Decisions that are alike in state and team. */
export interface StateCount {
  team: string | null
  state: string
  rejected: boolean
  count: number
}

const DECISIONS = { kinds: ['decision'], states: ['open', 'owned', 'accepted'] }

/** How many decisions stand in which state, by team? From sums; standing_rejected for those rejected. */
export async function readStates(db: Client, filter: Filter, at: Date): Promise<StateCount[]> {
  const counts = await countAt(db, { ...DECISIONS, filter, keys: ['team_id', 'state'] }, at)
  const { values, add } = parameters()
  const { rows } = await db.query<{ team: string | null; state: string; count: number }>(
    `SELECT s.team_id AS team, s.state, count(*)::int AS count FROM standing s
     WHERE ${standingMatches('s', [], filter, add)} AND s.kind = 'decision'
       AND s.state <> 'suppressed' AND s.status = 'rejected' AND ${standsAt('s', add(at))}
     GROUP BY 1, 2`,
    values,
  )
  const rejected = (team: string | null, state: string) =>
    rows.find((row) => row.team === team && row.state === state)?.count ?? 0
  return counts.flatMap(({ keys: [team = null, state = null], count }) => {
    const of = { team, state: state ?? '' }
    const without = rejected(team, of.state)
    return [
      { ...of, rejected: false, count: count - without },
      { ...of, rejected: true, count: without },
    ].filter((row) => row.count > 0)
  })
}

export interface FirstOwner {
  team: string | null
  decisions: number
  median: number | null
  p90: number | null
  atLeast: boolean
  knownMedian: number | null
  knownP90: number | null
}

/**
 * How many days from introduction to the first owner, for decisions that got it within (from, to],
 * in all (team null, `total`) and by the team they belonged to then? And how many of them since
 * somebody here could decide (ADR 17)? One that had an owner before its repository was known here is
 * told by its introduction in both. Acts that were undone made no owner. Index: standing_first_owned.
 */
export async function readFirstOwners(
  db: Client,
  filter: Filter,
  from: Date,
  to: Date,
): Promise<(FirstOwner & { total: boolean })[]> {
  const { values, add } = parameters()
  const since = (instant: string) =>
    `greatest(0, extract(epoch FROM s.from_at - ${instant}) / 86400)`
  const share = (part: number, days: string) =>
    `percentile_cont(${part}) WITHIN GROUP (ORDER BY ${days})::float8`
  const days = since('s.dated_at')
  const known = since(
    'CASE WHEN r.created_at < s.from_at THEN greatest(s.dated_at, r.created_at) ELSE s.dated_at END',
  )
  const { rows } = await db.query<FirstOwner & { total: boolean }>(
    `SELECT s.team_id AS team, grouping(s.team_id) = 1 AS total, count(*) AS decisions,
      bool_or(s.at_least) AS "atLeast",
      ${share(0.5, days)} AS median, ${share(0.9, days)} AS p90,
      ${share(0.5, known)} AS "knownMedian", ${share(0.9, known)} AS "knownP90"
    FROM standing s JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id
    WHERE ${standingMatches('s', [], filter, add)} AND s.first_owned
      AND s.from_at > ${add(from)} AND s.from_at <= ${add(to)}
    GROUP BY GROUPING SETS ((s.team_id), ())`,
    values,
  )
  return rows
}

/** How do the numbers of owned, open and accepted decisions change from one instant to the next? */
export function readStateEdges(
  db: Client,
  filter: Filter,
  instants: readonly Date[],
): Promise<Edges[]> {
  return countEdgesOf(db, { ...DECISIONS, filter, keys: ['state'] }, instants)
}

/** Names of teams by id. Reads team, which is small. */
export async function readTeamNames(db: Client): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'SELECT id, name FROM team WHERE org_id = $1',
    [ORG],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
