import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { NO_TEAM } from '@/lib/trends/conditions'
import { type RawFacet, readFacets, readName } from './queries/facets'
import { AGE_DAYS, lookUp } from './queries/narrow'
import { askedOf } from './query-parts'
import { given } from './shape'
import { ASSISTANCE, FACETS, type Facet, type FacetName, type FindingQuery } from './types'

const SHOWN = 12

type Value = Facet['values'][number]

const orderOf = (keys: readonly string[]) => (a: Value, b: Value) =>
  keys.indexOf(a.key) - keys.indexOf(b.key)

/** Facets whose values have an order of their own; the others begin with the most frequent. */
const ORDER: Partial<Record<FacetName, (a: Value, b: Value) => number>> = {
  age: orderOf(Object.keys(AGE_DAYS)),
  assistance: orderOf(ASSISTANCE),
  // Newest month first.
  introduced: (a, b) =>
    Number(a.key === 'unknown') - Number(b.key === 'unknown') || (a.key < b.key ? 1 : -1),
}

/** All grades of evidence together, where there is any. */
function assistedOf(values: readonly Value[]): Value[] {
  const graded = values.filter(({ key }) => key !== 'unknown')
  const count = graded.reduce((sum, value) => sum + value.count, 0)
  return count > 0 ? [{ key: 'assisted', label: 'assisted', count }] : []
}

/**
 * What a list can be narrowed to, with the count that each choice would give: a facet that is
 * narrowed already counts as if it were not, so that its other choices can be seen.
 */
export function listFacets(db: Client, query: FindingQuery): Promise<Facet[]> {
  return inSnapshot(db, async (client) => {
    const set = FACETS.filter((name) => query[name] !== undefined)
    const free = FACETS.filter((name) => query[name] === undefined)
    const whole = askedOf(query)
    const { found } = await lookUp(client, whole.narrowing)
    const raw = await readFacets(client, whole.selection, { ...whole.narrowing, found }, free)
    const unlisted = new Map<FacetName, string | undefined>()
    for (const name of set) {
      const { selection, narrowing } = askedOf({ ...query, [name]: undefined })
      const own = await readFacets(client, selection, { ...narrowing, found }, [name])
      const key = query[name] ?? ''
      if (!own.some((value) => value.key === key)) {
        unlisted.set(name, key === NO_TEAM ? 'No team' : await readName(client, name, key))
      }
      raw.push(...own)
    }
    return FACETS.map((name) => ({
      ...facetOf(name, raw, query[name]),
      ...given({ chosen: unlisted.get(name) }),
    }))
  })
}

/** Rules of two tools, and services of two repositories, may have one name. */
function toldApart(
  label: string,
  hint: string | null | undefined,
  all: readonly RawFacet[],
): string {
  const alike = all.filter((other) => other.label === label)
  return hint && alike.length > 1 ? `${label} (${hint})` : label
}

/** Those of which the most frequent ones are, whatever they are called; names take longer to order. */
function frequent(all: readonly RawFacet[], chosen: string | undefined): readonly RawFacet[] {
  if (all.length <= SHOWN) return all
  const least = all.map(({ count }) => count).sort((a, b) => b - a)[SHOWN - 1] ?? 0
  return all.filter(({ key, count }) => count >= least || key === chosen)
}

function facetOf(name: FacetName, raw: readonly RawFacet[], chosen: string | undefined): Facet {
  const own = raw.filter(({ facet }) => facet === name)
  if (own.some(({ uncounted }) => uncounted)) return { name, values: [], total: 0, uncounted: true }
  const order = ORDER[name]
  const values = (order ? own : frequent(own, chosen)).map(({ key, label, count, hint }) => ({
    key: key ?? NO_TEAM,
    label: label ? toldApart(label, hint, own) : 'No team',
    count,
  }))
  const assisted = name === 'assistance' ? assistedOf(values) : []
  values.push(...assisted)
  values.sort(order ?? ((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en')))
  const shown = values.filter(({ key }, i) => i < SHOWN || key === chosen)
  return { name, values: shown, total: own.length + assisted.length }
}
