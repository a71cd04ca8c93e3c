import { type Client, ORG } from '@/lib/db/database'
import { wholeData } from '@/lib/retry-paths/whole'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'

export interface RawBoardRow {
  id: string
  path: string
  message: string
  service: string | null
  team: string | null
  attempts: number | null
  there: boolean
  before: number | null
  arithmetic: string | null
  repositoryId: string
  data: unknown
}

/**
 * Which retry paths are the worst at an instant, new or worsened ones first, and what were they
 * before? Only what began since can be new or worse: standing (org_id, kind, state, from_at), what
 * it was by (org_id, finding_id). Of the rest the first by standing_lasts_attempts, and what has
 * ended since the instant.
 */
export async function readBoard(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
  rows: number,
): Promise<RawBoardRow[]> {
  const { values, add } = parameters()
  const where = `${standingMatches('s', [], filter, add)} AND s.kind = 'retry-path'
    AND s.state = 'open'`
  const [$since, $at, $rows] = [add(since), add(at), add(rows)]
  const columns = `s.finding_id, s.version_id, s.service_id, s.team_id, s.repository_id, s.attempts`
  const result = await db.query<RawBoardRow>(
    `WITH now AS (SELECT * FROM (
      SELECT ${columns}, b.finding_id IS NOT NULL AS there, b.attempts AS before
      FROM standing s LEFT JOIN LATERAL (SELECT o.finding_id, o.attempts FROM standing o
        WHERE o.org_id = ${ORG} AND o.finding_id = s.finding_id AND s.began_at <= ${$since} AND ${standsAt('o', $since)}
        LIMIT 1) b ON true
      WHERE ${where} AND ${standsAt('s', $at)} AND s.from_at > ${$since}
      UNION ALL (SELECT ${columns}, true, s.attempts FROM standing s
        WHERE ${where} AND s.to_at IS NULL AND s.from_at <= ${$since}
        ORDER BY s.attempts DESC NULLS LAST, s.finding_id LIMIT ${$rows})
      UNION ALL SELECT ${columns}, true, s.attempts FROM standing s
        WHERE ${where} AND s.to_at > ${$at} AND s.from_at <= ${$since}) n
      ORDER BY there AND coalesce(attempts, 0) <= coalesce(before, 0),
        attempts DESC NULLS LAST, finding_id LIMIT ${$rows})
    SELECT n.finding_id AS id, v.path, v.message, e.name AS service, t.name AS team, n.attempts,
      n.there, n.before, v.data ->> 'arithmetic' AS arithmetic, ${wholeData()} AS data, n.repository_id AS "repositoryId"
    FROM now n
    JOIN version v ON v.org_id = ${ORG} AND v.id = n.version_id
    LEFT JOIN service e ON e.org_id = ${ORG} AND e.id = n.service_id
    LEFT JOIN team t ON t.org_id = ${ORG} AND t.id = n.team_id
    ORDER BY n.there AND coalesce(n.attempts, 0) <= coalesce(n.before, 0),
      n.attempts DESC NULLS LAST, n.finding_id`,
    values,
  )
  return result.rows
}
