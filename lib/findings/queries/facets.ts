import { type Client, ORG } from '@/lib/db/database'
import { NO_TEAM } from '@/lib/trends/conditions'
import { groupBy } from '@/lib/trends/group-by'
import {
  type Count,
  type Counting,
  countAt,
  isWeekly,
  type KeyColumn,
} from '@/lib/trends/queries/sums'
import { type FacetName, TRACED_AT_MOST } from '../types'
import { countAges } from './ages'
import { readFromRows } from './facets-rows'
import { isTraced, type Traced } from './facets-traced'
import type { LookedUp } from './narrow'
import { countingOf, readTotal } from './page'
import type { Selection } from './selection'

export interface RawFacet {
  facet: FacetName
  /** Null: for no team. */
  key: string | null
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
    names: `SELECT id, name, hint FROM (SELECT s.org_id, s.id, s.name, r.name AS hint FROM service s
      LEFT JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id) s`,
  },
  team: { key: 'team_id', names: 'SELECT id, name FROM team' },
  repository: { key: 'repository_id', names: 'SELECT id, name FROM repository' },
}
type Plain = keyof typeof COLUMN
const isColumn = (name: FacetName): name is Plain => name in COLUMN

/**
 * How many findings of a selection have each value? From sums where they tell, else one pass over
 * the rows. Who introduced them is looked up row by row, so only of lists that are not long; of
 * words nothing is counted in lists that long.
 */
export async function readFacets(
  db: Client,
  selection: Selection,
  narrowing: LookedUp,
  facets: readonly FacetName[],
): Promise<RawFacet[]> {
  // Words that were looked up are in fewer rows.
  const wordy = narrowing.q && !narrowing.found
  if (wordy && (await readTotal(db, selection, narrowing)).more) return facets.map(uncounted)
  const plain = facets.filter(isColumn)
  const counting = countingOf(selection, narrowing)
  const counts = counting && (await readCounts(db, counting, selection.at, plain))
  const ages = facets.includes('age') ? await countAges(db, selection, narrowing) : []
  const traced = facets.filter(isTraced)
  // Every finding has one value of a plain facet.
  const [any] = counts?.values() ?? []
  const tooMany = (any?.reduce((sum, { count }) => sum + count, 0) ?? 0) > TRACED_AT_MOST
  const told = await readFromRows(db, selection, narrowing, {
    plain: counts ? [] : plain.map((facet) => [facet, COLUMN[facet].key] as const),
    ages: ages === undefined,
    traced: tooMany ? [] : traced,
  })
  const ofPlain = groupBy(told, ({ facet }) => facet)
  const rows = told.filter(({ facet }) => !isColumn(facet)).concat(ages ?? [])
  if (tooMany) rows.push(...traced.map(uncounted))
  for (const facet of plain) {
    const own =
      counts?.get(facet) ?? ofPlain.get(facet)?.map(({ key, count }) => ({ keys: [key], count }))
    rows.push(...(await named(db, facet, own ?? [])))
  }
  return rows
}

const uncounted = (facet: FacetName): RawFacet => ({
  ...{ facet, key: '', label: '', count: 0, uncounted: true },
})

async function readCounts(
  db: Client,
  counting: Counting,
  at: Date,
  facets: readonly Plain[],
): Promise<Map<Plain, Count[]>> {
  const counts = new Map<Plain, Count[]>()
  const rest: Plain[] = []
  for (const facet of facets) {
    const own = { ...counting, keys: [COLUMN[facet].key] }
    if (isWeekly(own)) counts.set(facet, await countAt(db, own, at))
    else rest.push(facet)
  }
  if (rest.length === 0) return counts
  const keys = rest.map((facet) => COLUMN[facet].key)
  const cells = await countAt(db, { ...counting, keys }, at)
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
