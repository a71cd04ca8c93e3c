import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'
import { daysBefore, daysBetween } from '../age'

/** Condition on standing `s`: a decision that nobody has accepted responsibility for. */
export const OPEN = `s.kind = 'decision' AND s.state = 'open'`

/** Open decisions of a team and kind that no step tells apart by age. */
export interface OpenAge {
  team: string | null
  decisionKind: string
  /** The oldest of them. */
  introduced: Date
  atLeast: boolean
  /** Whole days as of the instant; of one of them. */
  days: number
  count: number
}

interface Asked {
  filter: Filter
  at: Date
  /** Whole days from which on age is told apart. */
  steps: readonly number[]
  /** Only what is not older than so many days. */
  days?: number
  /** Only of these repositories, each told by itself; with `days`. */
  repositories?: readonly string[]
}

/**
 * Open decisions by age, of rows. Indexes: standing_lasts_aged alone where only young ones are asked
 * for, standing_lasts_began of such repositories, or as for the filter; and
 * standing (org_id, kind, state, to_at) for what has ended since the instant.
 */
export async function readByAge(
  db: Client,
  { filter, at, steps, days, repositories }: Asked,
): Promise<(OpenAge & { repository: string | null })[]> {
  const { values, add } = parameters()
  const [$at, $since] = [add(at), days === undefined ? null : add(daysBefore(at, days))]
  const bounds = [
    ...($since ? [`s.dated_at > ${$since}`] : []),
    // No finding began before it is dated: this bounds the walk along the index.
    ...($since && repositories ? [`s.began_at > ${$since}`] : []),
    ...(repositories ? [`s.repository_id = ANY(${add(repositories)}::uuid[])`] : []),
  ]
  const rowsOf = (until: string) => `SELECT
      ${repositories ? 's.repository_id' : 'NULL::uuid'} AS repository_id,
      s.team_id, s.decision_kind, s.dated_at, s.at_least
    FROM standing s WHERE ${[standingMatches('s', [], filter, add), OPEN, ...bounds].join(' AND ')}
      AND s.to_at ${until} AND s.from_at <= ${$at}`
  // A step is taken at the millisecond that times are kept to: what is as old as it lies below.
  const edges = [...steps]
    .sort((a, b) => b - a)
    .map((step) => new Date(daysBefore(at, step).getTime() + 1).toISOString())
  const { rows } = await db.query<Omit<OpenAge, 'days'> & { repository: string | null }>(
    `SELECT s.repository_id AS repository, s.team_id AS team,
       coalesce(s.decision_kind, '') AS "decisionKind", min(s.dated_at) AS introduced,
       bool_or(s.at_least) AS "atLeast", count(*)::int AS count
     FROM (${rowsOf('IS NULL')} UNION ALL ${rowsOf(`> ${$at}`)}) s
     GROUP BY 1, 2, 3, width_bucket(s.dated_at, ${add(edges)}::timestamptz[])`,
    values,
  )
  return rows.map((row) => ({ ...row, days: daysBetween(row.introduced, at) }))
}
