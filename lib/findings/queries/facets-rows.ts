import type { Client } from '@/lib/db/database'
import { parameters } from '@/lib/trends/conditions'
import type { KeyColumn } from '@/lib/trends/queries/sums'
import { type FacetName, TRACED_AT_MOST } from '../types'
import { agesSql } from './ages'
import type { RawFacet } from './facets'
import { TRACED_SQL, type Traced, tracedSql, uncountedSql } from './facets-traced'
import { type LookedUp, narrowedSql } from './narrow'
import type { Selection } from './selection'

/** Facets that rows are counted by. */
interface Asked {
  /** Columns of standing that have the values. */
  plain: readonly (readonly [FacetName, KeyColumn])[]
  ages: boolean
  traced: readonly Traced[]
}

/** What facets ask of a row. */
const READ = `s.org_id, s.version_id, s.finding_id, s.from_at, s.began_at, s.kind, s.state, s.rule_id,
  s.service_id, s.team_id, s.repository_id`

/**
 * How many rows of a selection have each value, in one pass over them; values of columns without
 * their names. Indexes as for the selection.
 */
export async function readFromRows(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  { plain, ages, traced }: Asked,
): Promise<RawFacet[]> {
  const { values, add } = parameters()
  const selected = `SELECT ${READ} FROM (${narrowedSql(selection, narrowing, add)}) s`
  const counted = [
    ...(plain.length > 0 ? [plainSql(plain)] : []),
    ...(ages ? [agesSql('selected', selection.at, add)] : []),
  ]
  const parts = [
    ...counted,
    ...traced.map(tracedSql),
    ...(traced.length > 0 ? [uncountedSql(add(traced))] : []),
  ]
  if (parts.length === 0) return []
  // Nobody asks how long a list is that is too long to be traced.
  const most = counted.length === 0 ? `LIMIT ${TRACED_AT_MOST + 1}` : ''
  const { rows } = await db.query<RawFacet>(
    `WITH selected AS (${selected} ${most})
     ${traced.length > 0 ? `, traced AS MATERIALIZED (${TRACED_SQL})` : ''}
     ${parts.join(' UNION ALL ')}`,
    values,
  )
  return rows
}

/** Each row counts once in each set; in the set of a column all others are null. */
function plainSql(facets: Asked['plain']): string {
  const names = facets.map(([facet, key]) => `WHEN grouping(s.${key}) = 0 THEN '${facet}'`)
  const keys = facets.map(([, key]) => `s.${key}::text`)
  return `SELECT CASE ${names.join(' ')} END AS facet, coalesce(${keys.join(', ')}) AS key,
      '' AS label, count(*)::int AS count, false AS uncounted
    FROM selected s GROUP BY GROUPING SETS (${facets.map(([, key]) => `(s.${key})`).join(', ')})`
}
