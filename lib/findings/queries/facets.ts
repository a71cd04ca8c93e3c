import { type Client, ORG } from '@/lib/db/database'
import { NO_TEAM, parameters } from '@/lib/trends/conditions'
import { type Count, countAt, isWeekly, type KeyColumn } from '@/lib/trends/queries/sums'
import { type FacetName, TRACED_AT_MOST } from '../types'
import { readAges } from './ages'
import { isTraced, TRACED_SQL, type Traced, tracedSql, uncountedSql } from './facets-traced'
import { type LookedUp, narrowedSql } from './narrow'
import { countingOf, readTotal } from './page'
import type { Selection } from './selection'

export interface RawFacet {
  facet: FacetName
  key: string
  label: string
  count: number
  /** Tells things of one name apart: the tool of a rule, the repository of a service. */
  hint?: string | null
  /** No value: the list is too long for this facet to be counted. */
  uncounted?: boolean
}

/** Facets that are columns of standing, and where their values have names. */
const COLUMN: Record<Exclude<FacetName, 'age' | Traced>, { key: KeyColumn; names?: string }> = {
  kind: { key: 'kind' },
  state: { key: 'state' },
  rule: {
    key: 'rule_id',
    names: 'SELECT id, coalesce(name, rule_key) AS name, tool AS hint FROM rule',
  },
  service: {
    key: 'service_id',
    names: `SELECT id, name, (SELECT r.name FROM repository r
      WHERE r.org_id = service.org_id AND r.id = service.repository_id) AS hint FROM service`,
  },
  team: { key: 'team_id', names: 'SELECT id, name FROM team' },
  repository: { key: 'repository_id', names: 'SELECT id, name FROM repository' },
}
type Plain = keyof typeof COLUMN
const isColumn = (name: FacetName): name is Plain => name in COLUMN

/**
 * How many findings of a selection have each value? From sums where they tell, else one pass over
 * the selection. Who introduced them is looked up row by row, so only of lists that are not long;
 * of words nothing is counted in lists that long.
 */
export async function readFacets(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  facets: readonly FacetName[],
): Promise<RawFacet[]> {
  if (narrowing.q && (await readTotal(db, selection, narrowing)).more) {
    return facets.map(uncounted)
  }
  const plain = facets.filter(isColumn)
  const counts = await readCounts(db, selection, narrowing, plain)
  const rows: RawFacet[] = []
  for (const facet of plain) rows.push(...(await named(db, facet, counts.get(facet) ?? [])))
  if (facets.includes('age')) rows.push(...(await readAges(db, selection, narrowing)))
  const traced = facets.filter(isTraced)
  // Every finding has one value of a plain facet.
  const [any] = counts.values()
  const total = any?.reduce((sum, { count }) => sum + count, 0) ?? 0
  if (total > TRACED_AT_MOST) rows.push(...traced.map(uncounted))
  else rows.push(...(await readTraced(db, selection, narrowing, traced)))
  return rows
}

const uncounted = (facet: FacetName): RawFacet => ({
  ...{ facet, key: '', label: '', count: 0, uncounted: true },
})

async function readCounts(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  facets: readonly Plain[],
): Promise<Map<Plain, Count[]>> {
  const counting = countingOf(selection, narrowing)
  const counts = new Map<Plain, Count[]>()
  const rest: Plain[] = []
  for (const facet of facets) {
    const own = counting && { ...counting, keys: [COLUMN[facet].key] }
    if (own && isWeekly(own)) counts.set(facet, await countAt(db, own, selection.at))
    else rest.push(facet)
  }
  if (rest.length === 0) return counts
  const keys = rest.map((facet) => COLUMN[facet].key)
  const cells = counting
    ? await countAt(db, { ...counting, keys }, selection.at)
    : await countRows(db, selection, narrowing, keys)
  rest.forEach((facet, i) => {
    const sums = new Map<string | null, number>()
    for (const cell of cells) {
      const key = cell.keys[i] ?? null
      sums.set(key, (sums.get(key) ?? 0) + cell.count)
    }
    counts.set(
      facet,
      [...sums].map(([key, count]) => ({ keys: [key], count })),
    )
  })
  return counts
}

/** Alike rows of a selection. Indexes as for the selection. */
async function countRows(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  keys: readonly KeyColumn[],
): Promise<Count[]> {
  const { values, add } = parameters()
  const columns = keys.map((key) => `s.${key}::text`).join(', ')
  const { rows } = await db.query<(string | number | null)[]>({
    rowMode: 'array',
    text: `SELECT ${columns}, count(*)::int FROM (${narrowedSql(selection, narrowing, add)}) s
      GROUP BY ${columns}`,
    values,
  })
  return rows.map((row) => ({
    keys: row.slice(0, -1) as (string | null)[],
    count: Number(row.at(-1)),
  }))
}

/** Counts with the names of what they count, by primary key. */
async function named(db: Client, facet: Plain, counts: readonly Count[]): Promise<RawFacet[]> {
  const { names } = COLUMN[facet]
  const ids = counts.flatMap(({ keys }) => keys[0] ?? [])
  const { rows } = names
    ? await db.query<{ id: string; name: string; hint?: string | null }>(
        `${names} WHERE org_id = $1 AND id = ANY($2::uuid[])`,
        [ORG, ids],
      )
    : { rows: ids.map((id) => ({ id, name: id, hint: null })) }
  const known = new Map(rows.map((row) => [row.id, row]))
  return counts.map(({ keys: [key], count }) => ({
    facet,
    key: key ?? NO_TEAM,
    label: (key && known.get(key)?.name) ?? '',
    count,
    hint: (key && known.get(key)?.hint) ?? null,
  }))
}

/** What a facet calls a value that the list may lack; undefined where it has no name. */
export async function readName(
  db: Client,
  facet: FacetName,
  key: string,
): Promise<string | undefined> {
  if (!isColumn(facet)) return undefined
  const [value] = await named(db, facet, [{ keys: [key], count: 0 }])
  return value?.label || undefined
}

async function readTraced(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  facets: readonly Traced[],
): Promise<RawFacet[]> {
  if (facets.length === 0) return []
  const { values, add } = parameters()
  const selected = narrowedSql(selection, narrowing, add)
  const parts = [...facets.map(tracedSql), uncountedSql(add(facets))]
  const { rows } = await db.query<RawFacet>(
    `WITH selected AS MATERIALIZED (${selected} LIMIT ${TRACED_AT_MOST + 1}),
     traced AS MATERIALIZED (${TRACED_SQL}) ${parts.join(' UNION ALL ')}`,
    values,
  )
  return rows
}
