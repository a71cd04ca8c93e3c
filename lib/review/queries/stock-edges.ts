import type { Client } from '@/lib/db/database'
import { parameters, standingMatches } from '@/lib/trends/conditions'
import type { Edge } from '@/lib/trends/queries/count-edges'
import { type Filter, MEASURES } from '@/lib/trends/types'

/**
 * How much of what began or ended to count, week by week and per kind, service and team, is no
 * drift: first looked at, a rule added or removed, or gone from one service or team to another?
 * Segments that begin or end with such a presence, or whose finding stood elsewhere right before or
 * after, within the filter or not: standing (org_id, kind, state, from_at), then presence by its
 * primary key, and the other segment by (org_id, finding_id).
 */
export async function readStockEdges(
  db: Client,
  filter: Filter,
  instants: readonly Date[],
): Promise<Edge[]> {
  const [first, last] = [instants[0], instants.at(-1)]
  if (!first || !last) return []
  const { values, add } = parameters()
  const thresholds = add(instants.map((at) => new Date(at.getTime() + 1).toISOString()))
  const where = standingMatches('s', MEASURES, filter, add)
  const [$first, $last] = [add(first), add(last)]
  const elsewhere = `o.org_id = s.org_id AND o.finding_id = s.finding_id AND o.kind = s.kind
    AND o.state = s.state AND (o.service_id, o.team_id) IS DISTINCT FROM (s.service_id, s.team_id)`
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT s.kind, s.service_id, s.team_id,
        width_bucket(s.from_at, ${thresholds}::timestamptz[]) AS at, count(*)::int
      FROM standing s JOIN presence p ON p.org_id = s.org_id AND p.version_id = s.version_id
        AND p.from_at = s.from_at
      WHERE ${where} AND s.from_at > ${$first} AND s.from_at <= ${$last}
        AND p.start_reason IN ('first-scan', 'rule-added')
      GROUP BY 1, 2, 3, 4
    UNION ALL
      SELECT s.kind, s.service_id, s.team_id,
        width_bucket(s.to_at, ${thresholds}::timestamptz[]) AS at, -count(*)::int
      FROM standing s JOIN presence p ON p.org_id = s.org_id AND p.version_id = s.version_id
        AND p.to_at = s.to_at AND p.from_at <= s.from_at
      WHERE ${where} AND s.to_at > ${$first} AND s.to_at <= ${$last}
        AND p.end_reason = 'rule-removed'
      GROUP BY 1, 2, 3, 4
    UNION ALL
      SELECT s.kind, s.service_id, s.team_id,
        width_bucket(s.from_at, ${thresholds}::timestamptz[]) AS at, count(*)::int
      FROM standing s JOIN standing o ON ${elsewhere} AND o.to_at = s.from_at
      WHERE ${where} AND s.from_at > ${$first} AND s.from_at <= ${$last}
      GROUP BY 1, 2, 3, 4
    UNION ALL
      SELECT s.kind, s.service_id, s.team_id,
        width_bucket(s.to_at, ${thresholds}::timestamptz[]) AS at, -count(*)::int
      FROM standing s JOIN standing o ON ${elsewhere} AND o.from_at = s.to_at
      WHERE ${where} AND s.to_at > ${$first} AND s.to_at <= ${$last}
      GROUP BY 1, 2, 3, 4`,
    values,
  })
  return rows.map((row) => ({
    keys: row.slice(0, 3) as (string | null)[],
    at: Number(row[3]),
    change: Number(row[4]),
  }))
}
