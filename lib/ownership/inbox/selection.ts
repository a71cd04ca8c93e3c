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

/** Folder of a path, with its slash; empty for the root. */
const DIRECTORY = `regexp_replace(v.path, '[^/]*$', '')`
const SHAPE = `coalesce(v.data ->> 'shape', v.data ->> 'anchor', '')`

/**
 * SQL of the open decisions that a selection holds, one row each: the rows that the chart of
 * unowned decisions counts, by standing (org_id, kind, state, from_at); their forms by primary key
 * of version, their beginnings by presence (org_id, finding_id).
 */
export function inboxSql(selection: InboxSelection, add: (value: unknown) => string): string {
  const { at, age, status, findings, group, ...filter } = selection
  const where = [
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
  const rows = `SELECT s.finding_id, s.repository_id, s.service_id, s.team_id,
      coalesce(s.decision_kind, '') AS decision_kind,
      coalesce(s.status, 'unowned') AS status, v.path, v.introduced_by, ${SHAPE} AS shape,
      ${DIRECTORY} AS directory, ${INTRODUCED} AS introduced
    FROM standing s JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
    WHERE ${where}`
  if (!age) return rows
  const { after, until } = bandLimits(age, at)
  return `SELECT * FROM (${rows}) aged WHERE introduced <= ${add(until)}
    ${after === null ? '' : `AND introduced > ${add(after)}`}`
}
