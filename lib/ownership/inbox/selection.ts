import { ORG } from '@/lib/db/database'
import { standingMatches, standsAt } from '@/lib/trends/conditions'
import { bandLimits } from '../age'
import type { InboxQuery } from '../types'
import type { GroupParts } from './group-key'

/** What the inbox holds, as of an instant. */
export interface InboxSelection
  extends Omit<InboxQuery, 'cursor' | 'limit' | 'sort' | 'candidate'> {
  at: Date
  /** Only these, where a candidate was asked for. */
  findings?: readonly string[]
  group?: GroupParts
}

/** When a decision was introduced: by its commit where known, else when it was first there. */
export const INTRODUCED = `least(v.introduced_at, (SELECT min(b.from_at) FROM presence b
  WHERE b.org_id = s.org_id AND b.finding_id = s.finding_id))`

/** Starts of presence that say nothing of when a decision was introduced. */
const UNDATED = `('first-scan', 'rule-added')`

/** Which of them a decision began with, where no commit is known to have introduced it before. */
export const FIRST_SEEN = `(SELECT CASE WHEN b.start_reason IN ${UNDATED} THEN b.start_reason END
  FROM presence b WHERE b.org_id = s.org_id AND b.finding_id = s.finding_id
    AND (v.introduced_at IS NULL OR v.introduced_at > b.from_at)
  ORDER BY b.from_at, b.start_reason LIMIT 1)`

/** Columns of presence of which `beginningSql` tells a beginning, by finding. */
export const BEGUN = `min(from_at) AS began,
  min(from_at) FILTER (WHERE start_reason IN ${UNDATED}) AS undated`

/** When the rows of an alias with `introduced_at` began by `b` (BEGUN), and if that is no more than a bound. */
export const beginningSql = (row: string) =>
  `least(${row}.introduced_at, b.began) AS introduced,
   coalesce(b.undated = b.began AND (${row}.introduced_at IS NULL OR ${row}.introduced_at > b.began),
     false) AS at_least`

/** Folder of a path, with its slash; empty for the root. */
const DIRECTORY = `regexp_replace(v.path, '[^/]*$', '')`
const SHAPE = `coalesce(v.data ->> 'shape', v.data ->> 'anchor', '')`

/** What a selection says of a row of standing `s` and its version `v`. */
function conditions(selection: InboxSelection, add: (value: unknown) => string): string {
  const { at, age: _, status, findings, group, ...filter } = selection
  return [
    standingMatches('s', ['unowned-decisions'], filter, add),
    standsAt('s', add(at)),
    ...(status ? [`coalesce(s.status, 'unowned') = ${add(status)}`] : []),
    ...(findings ? [`s.finding_id = ANY(${add(findings)}::uuid[])`] : []),
    ...(group
      ? [
          `s.service_id = ${add(group.service)}::uuid`,
          `coalesce(s.decision_kind, '') = ${add(group.decisionKind)}`,
          `${SHAPE} = ${add(group.shape)}`,
          `${DIRECTORY} = ${add(group.directory)}`,
        ]
      : []),
  ].join(' AND ')
}

/**
 * CTEs of which `open` holds the open decisions of a selection, one row each: the rows that the
 * chart of unowned decisions counts, by standing (org_id, kind, state, from_at); their forms by
 * version's primary key, their beginnings by presence (org_id, finding_id).
 */
export function openSql(selection: InboxSelection, add: (value: unknown) => string): string {
  const { at, age } = selection
  const limits = age && bandLimits(age, at)
  const aged = limits
    ? `WHERE least(s.introduced_at, b.began) <= ${add(limits.until)}
       ${limits.after === null ? '' : `AND least(s.introduced_at, b.began) > ${add(limits.after)}`}`
    : ''
  return `selected AS MATERIALIZED (
      SELECT s.finding_id, s.repository_id, s.service_id, s.team_id,
        coalesce(s.decision_kind, '') AS decision_kind, coalesce(s.status, 'unowned') AS status,
        v.path, v.introduced_by, v.introduced_at, ${SHAPE} AS shape, ${DIRECTORY} AS directory
      FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
      WHERE ${conditions(selection, add)}),
    begun AS (SELECT finding_id, ${BEGUN} FROM presence
      WHERE org_id = ${add(ORG)} AND finding_id IN (SELECT finding_id FROM selected)
      GROUP BY finding_id),
    open AS MATERIALIZED (
      SELECT s.*, ${beginningSql('s')}
      FROM selected s LEFT JOIN begun b USING (finding_id) ${aged})`
}

/** SQL of the places of a selection, whatever their age: as `openSql`, without beginnings. */
export function placesSql(selection: InboxSelection, add: (value: unknown) => string): string {
  return `SELECT s.finding_id, s.repository_id, s.service_id,
      coalesce(s.decision_kind, '') AS decision_kind, v.path, v.introduced_by
    FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
    WHERE ${conditions(selection, add)}`
}
