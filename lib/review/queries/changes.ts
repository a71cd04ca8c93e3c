import { type Client, ORG } from '@/lib/db/database'
import { appearedReason, goneReason } from '@/lib/findings/queries/reasons'
import { parameters, standingMatches, standsAt, standsSince } from '@/lib/trends/conditions'
import { KINDS, STATES } from '@/lib/trends/queries/sums'
import { type Filter, MEASURES } from '@/lib/trends/types'
import { broughtBy } from './brought-by'

/** Findings that count at one of two instants and not (or elsewhere) at the other, alike in all this. */
export interface RawChange {
  kind: string
  ruleId: string
  decisionKind: string | null
  repositoryId: string
  /** Where they counted before and after; null where they did not. */
  before: Place | null
  after: Place | null
  /** So many more, or fewer; untold of those that moved, as it depends on where one looks from. */
  sign?: 1 | -1 | undefined
  /**
   * Appeared: first-scan, rule-added, introduced, reopened, or `was-…` the state it left.
   * Gone: gone, rule-removed, or the state it took (owned, accepted, suppressed).
   * `placed`: it went on counting, in another service or team, within the filter or over its edge.
   */
  reason: string
  /** Commit that brought them; told for reasons `introduced` and `reopened` only. */
  sha: string | null
  count: number
  /** Retry paths: the worst case among them. */
  worst: number | null
}

export interface Place {
  service: string
  team: string | null
}

interface Row extends Omit<RawChange, 'before' | 'after' | 'sign'> {
  here: boolean
  there: boolean
  serviceBefore: string
  teamBefore: string | null
  serviceAfter: string
  teamAfter: string | null
}

/**
 * What changed in the measures between two instants, and why? Reads the segments that begin or end
 * between them: standing (org_id, kind, state, from_at), and for those that ended what their
 * findings became, which began between them, too; presence by (org_id, finding_id). Stock found by
 * a first scan or a new rule is not told by commit: those commits are not what happened this week.
 */
export async function readChanges(
  db: Client,
  filter: Filter,
  since: Date,
  at: Date,
): Promise<RawChange[]> {
  const { values, add } = parameters()
  const [$since, $at] = [add(since), add(at)]
  const counted = (alias: string) => standingMatches(alias, MEASURES, filter, add)
  const brought = broughtBy('t', $since, $at)
  const { rows } = await db.query<Row>(
    `WITH before AS (
      SELECT s.* FROM standing s
      WHERE ${counted('s')} AND s.from_at <= ${$since} AND s.to_at > ${$since} AND s.to_at <= ${$at}),
    after AS (
      SELECT s.* FROM standing s
      WHERE ${counted('s')} AND ${standsAt('s', $at)} AND s.from_at > ${$since}),
    changed AS (
      SELECT coalesce(a.finding_id, b.finding_id) AS finding_id,
        coalesce(a.version_id, b.version_id) AS version_id, coalesce(a.kind, b.kind) AS kind,
        coalesce(a.rule_id, b.rule_id) AS rule_id,
        coalesce(a.decision_kind, b.decision_kind) AS decision_kind,
        coalesce(a.repository_id, b.repository_id) AS repository_id,
        coalesce(a.attempts, b.attempts) AS attempts, a.from_at, a.began_at, a.still_from,
        b.finding_id IS NOT NULL AS there, a.finding_id IS NOT NULL AS here,
        b.service_id AS service_before, b.team_id AS team_before,
        a.service_id AS service_after, a.team_id AS team_after
      FROM before b FULL JOIN after a ON a.finding_id = b.finding_id AND a.kind = b.kind
      WHERE (a.service_id, a.team_id) IS DISTINCT FROM (b.service_id, b.team_id)),
    told AS MATERIALIZED (
      SELECT c.*, CASE
        WHEN here AND there THEN 'placed'
        WHEN here THEN ${appearedReason('c', $since, $at)}
        ELSE ${goneReason('c', $at, 'w.state')}
        END AS reason
      FROM changed c LEFT JOIN standing w ON NOT c.here AND w.finding_id = c.finding_id
        AND w.org_id = ${ORG} AND w.kind = ANY(${add(KINDS)}::text[])
        AND w.state = ANY(${add(STATES)}::text[]) AND ${standsSince('w', $since, $at)})
    SELECT t.kind, t.rule_id AS "ruleId", t.decision_kind AS "decisionKind",
      t.repository_id AS "repositoryId", t.here, t.there,
      t.service_before AS "serviceBefore", t.team_before AS "teamBefore",
      t.service_after AS "serviceAfter", t.team_after AS "teamAfter", t.reason,
      CASE WHEN t.reason IN ('introduced', 'reopened') THEN ${brought} END AS sha,
      count(*)::int AS count, max(t.attempts) AS worst
    FROM told t
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`,
    values,
  )
  // Each is looked at several times as it is tallied, which takes a literal shape to be quick.
  return rows.map((row) => ({
    kind: row.kind,
    ruleId: row.ruleId,
    decisionKind: row.decisionKind,
    repositoryId: row.repositoryId,
    before: row.there ? { service: row.serviceBefore, team: row.teamBefore } : null,
    after: row.here ? { service: row.serviceAfter, team: row.teamAfter } : null,
    sign: row.here && row.there ? undefined : row.here ? 1 : -1,
    reason: row.reason,
    sha: row.sha,
    count: row.count,
    worst: row.worst,
  }))
}
