import { ORG } from '@/lib/db/database'
import { alikeOf } from '@/lib/standing/derived'
import { type Add, standingMatches, standsAt } from '@/lib/trends/conditions'
import type { Filter } from '@/lib/trends/types'
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

/** Rows of `standing` that the inbox is about; the literal values choose its indexes. */
const OPEN = `s.kind = 'decision' AND s.state = 'open'`

/**
 * SQL of what a selection says of a row of standing `s`: the rows that the chart of unowned
 * decisions counts, narrowed. Index: standing (org_id, kind, state, from_at), of a group
 * standing_alike.
 */
export function openSql(selection: InboxSelection, add: Add): string {
  const { at, age, status, findings, group, ...filter } = selection
  const limits = age && bandLimits(age, at)
  return [
    standingMatches('s', [], filter, add),
    OPEN,
    standsAt('s', add(at)),
    ...(limits ? [`s.dated_at <= ${add(limits.until)}`] : []),
    ...(limits?.after ? [`s.dated_at > ${add(limits.after)}`] : []),
    ...(status ? [`coalesce(s.status, 'unowned') = ${add(status)}`] : []),
    ...(findings ? [`s.finding_id = ANY(${add(findings)}::uuid[])`] : []),
    ...(group ? [`s.alike = ${groupSql(group, add)}`] : []),
  ].join(' AND ')
}

function groupSql({ service, decisionKind, shape, directory }: GroupParts, add: Add): string {
  const [kind, does, folder] = [decisionKind, shape, directory].map((part) => `${add(part)}::text`)
  return alikeOf(`${add(service)}::uuid`, kind ?? '', does ?? '', folder ?? '')
}

/** A selection of whole groups, or of the decisions of a band of age within them. */
export interface WholeGroups {
  filter: Filter
  span?: ReturnType<typeof bandLimits>
}

/**
 * What a selection says of groups that are kept (inbox_group); undefined where it holds parts of
 * groups and nothing kept tells which.
 */
export function wholeGroups(selection: InboxSelection): WholeGroups | undefined {
  const { at, age, status, findings, group, ...filter } = selection
  if ((status ?? findings ?? group ?? filter.rule) !== undefined) return undefined
  return { filter, ...(age ? { span: bandLimits(age, at) } : {}) }
}

/** SQL of the kept groups `g` that the selection holds as a whole, as far as they are kept. */
export function wholeSql({ filter, span }: WholeGroups, add: Add): string {
  return [
    standingMatches('g', [], filter, add),
    ...(span ? [`g.latest_at <= ${add(span.until)}`, `g.dated_at <= ${add(span.until)}`] : []),
    ...(span?.after ? [`g.dated_at > ${add(span.after)}`] : []),
  ].join(' AND ')
}

/**
 * SQL of the groups in which something stands at an instant that does not last, or lasts that did
 * not stand yet, or (where a team is asked for) that several teams share, or that a limit of age
 * parts: what is kept does not say how they stood. Indexes: standing (org_id, kind, state, to_at)
 * and (…, from_at), inbox_group_mixed, inbox_group_spread.
 */
export function touchedSql({ filter, span }: WholeGroups, at: Date, add: Add): string {
  const where = `${standingMatches('s', [], filter, add)} AND ${OPEN}`
  const $at = add(at)
  const limits = [span?.until, span?.after].flatMap((limit) => limit ?? [])
  const parts = [
    `SELECT s.alike FROM standing s WHERE ${where} AND s.to_at > ${$at} AND s.from_at <= ${$at}`,
    `SELECT s.alike FROM standing s WHERE ${where} AND s.to_at IS NULL AND s.from_at > ${$at}`,
    ...(filter.team === undefined
      ? []
      : [`SELECT id FROM inbox_group WHERE org_id = ${ORG} AND mixed`]),
    ...limits.map((limit) => {
      const $limit = add(limit)
      return `SELECT g.id FROM inbox_group g WHERE ${standingMatches('g', [], filter, add)}
        AND g.latest_at > g.dated_at AND g.dated_at <= ${$limit} AND g.latest_at > ${$limit}`
    }),
  ]
  return parts.join(' UNION ')
}
