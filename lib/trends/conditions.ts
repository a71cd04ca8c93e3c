import { ORG } from '@/lib/db/database'
import { KIND_OF } from './measures'
import type { Filter, Measure } from './types'

/** Collects the values of a query; `add` gives the placeholder. */
export function parameters() {
  const values: unknown[] = []
  return { values, add: (value: unknown): string => `$${values.push(value)}` }
}

/** Takes a value into a query and gives its placeholder. */
export type Add = (value: unknown) => string

/** What the measures (none: everything) and a filter say of a row of `standing`, as SQL. */
export function standingMatches(
  alias: string,
  measures: readonly Measure[],
  filter: Filter,
  add: Add,
): string {
  const is = (column: string, value: string | undefined, type: string): string[] =>
    value === undefined ? [] : [`${alias}.${column} = ${add(value)}::${type}`]
  return [
    ...is('org_id', String(ORG), 'int'),
    ...(measures.length > 0 ? [ofKinds(alias, measures, add), `${alias}.state = 'open'`] : []),
    ...is('repository_id', filter.repository, 'uuid'),
    ...is('service_id', filter.service, 'uuid'),
    ...(filter.team === NO_TEAM
      ? [`${alias}.team_id IS NULL`]
      : is('team_id', filter.team, 'uuid')),
    ...is('rule_id', filter.rule, 'uuid'),
    ...is('decision_kind', filter.decisionKind, 'text'),
  ].join(' AND ')
}

/** One kind as one value: of a list of one no index is walked in the order of its other columns. */
function ofKinds(alias: string, measures: readonly Measure[], add: Add): string {
  const kinds = measures.map((measure) => KIND_OF[measure])
  return kinds.length === 1
    ? `${alias}.kind = ${add(kinds[0])}`
    : `${alias}.kind = ANY(${add(kinds)}::text[])`
}

/** Stands there at an instant: half-open, from_at ≤ T < to_at. */
export function standsAt(alias: string, at: string): string {
  return `${alias}.from_at <= ${at} AND (${alias}.to_at IS NULL OR ${alias}.to_at > ${at})`
}

/**
 * Stands at `since` and ends by `at`: what a finding was before a row that began between them, as it
 * has one row at a time. Says which stretch of an index that is: standing_to.
 */
export function stoodUntil(alias: string, since: string, at: string): string {
  return `${alias}.from_at <= ${since} AND ${alias}.to_at > ${since} AND ${alias}.to_at <= ${at}`
}

/** Stands at `at` and began after `since`: what a finding is after a row that ended between them. */
export function standsSince(alias: string, since: string, at: string): string {
  return `${standsAt(alias, at)} AND ${alias}.from_at > ${since}`
}

/** Key and filter value for findings that no team answers for. */
export const NO_TEAM = 'none'
