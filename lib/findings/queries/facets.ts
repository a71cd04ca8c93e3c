import type { Client } from '@/lib/db/database'
import { parameters } from '@/lib/trends/conditions'
import type { FacetName, Narrowing } from '../types'
import { isTraced, TRACED_SQL, type Traced, tracedSql } from './facets-traced'
import { AGE_DAYS, BEGAN, narrowedSql } from './narrow'
import type { Selection } from './selection'

export interface RawFacet {
  facet: FacetName
  key: string | null
  label: string
  count: number
}

const OF: Record<
  Exclude<FacetName, 'age' | Traced>,
  { key: string; label: string; join?: string }
> = {
  kind: { key: 'x.kind', label: 'x.kind' },
  state: { key: 'x.state', label: 'x.state' },
  rule: { key: 'x.rule_id', label: 'coalesce(n.name, n.rule_key)', join: 'rule' },
  service: { key: 'x.service_id', label: 'n.name', join: 'service' },
  team: { key: 'x.team_id', label: 'n.name', join: 'team' },
  repository: { key: 'x.repository_id', label: 'n.name', join: 'repository' },
}

/**
 * How many findings of a selection have each value? One pass over the selection for all the
 * facets given; names by primary key. Indexes as for the selection.
 */
export async function readFacets(
  db: Client,
  selection: Selection,
  narrowing: Narrowing,
  facets: readonly FacetName[],
): Promise<RawFacet[]> {
  if (facets.length === 0) return []
  const { values, add } = parameters()
  const selected = narrowedSql(selection, narrowing, add)
  const traced = facets.filter(isTraced)
  const parts = facets.flatMap((facet) => {
    if (isTraced(facet)) return []
    // Bound only where it is used: Postgres refuses a parameter that no part of the query names.
    if (facet === 'age') return ageSql(add(selection.at))
    const { key, label, join } = OF[facet]
    const counted = `SELECT ${key} AS key, count(*)::int AS count FROM selected x GROUP BY 1`
    const named = join ? `LEFT JOIN ${join} n ON n.org_id = 1 AND n.id = x.key` : ''
    const said = join ? label : 'x.key'
    return `SELECT '${facet}' AS facet, x.key::text, coalesce(${said}, '') AS label, x.count
      FROM (${counted}) x ${named}`
  })
  const tables = [`selected AS MATERIALIZED (${selected})`]
  if (traced.length > 0) tables.push(`traced AS MATERIALIZED (${TRACED_SQL})`)
  const { rows } = await db.query<RawFacet>(
    `WITH ${tables.join(', ')} ${[...parts, ...traced.map(tracedSql)].join(' UNION ALL ')}`,
    values,
  )
  return rows
}

function ageSql(at: string): string {
  const bands = Object.entries(AGE_DAYS)
    .filter(([, [, to]]) => Number.isFinite(to))
    .map(
      ([name, [, to]]) =>
        `WHEN ${BEGAN} > ${at}::timestamptz - interval '${to * 24} hours' THEN '${name}'`,
    )
  return `SELECT 'age' AS facet, key, key AS label, count(*)::int AS count
    FROM (SELECT CASE ${bands.join(' ')} ELSE 'older' END AS key FROM selected s) x GROUP BY key`
}
