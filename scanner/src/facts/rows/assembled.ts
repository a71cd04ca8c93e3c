import type { FileFacts, Finding, RowFact } from '../../model'
import { resolverOf } from '../imports/of-file'
import { familyOf } from '../languages'
import { byFunction, type CallTargets } from '../paths/call-targets'
import { localOf } from '../paths/local-names'
import { Answers } from '../paths/memo'
import { type Place, receiverOf } from '../paths/place'
import { messageOf } from './message'
import { looksUp, remembers, writes } from './names'
import { isRunOnce } from './once'
import { queryOf } from './queries'
import type { Query, QueryScope } from './query'
import { queryPerRow } from './rules'

/** Functions between the loop and the query; further ones say more about the search than the system. */
const MAX_HOPS = 3
const REPOSITORY =
  /^(\w+\.)*(Jpa|Crud|PagingAndSorting|ListCrud|Mongo|Simple\w*)?Repository$|^JpaSpecificationExecutor$/

/** How a function comes to a query. */
interface Way {
  places: Place[]
  callee: string
  query: Query
}

/** Finds queries behind calls. */
class QueryWays {
  /** By how many functions lie before, so that no circle of calls is gone round. */
  readonly #lookups: Answers<Place, Way | undefined>[]
  readonly #repositories: Answers<string, boolean>

  constructor(readonly targets: CallTargets) {
    const { memo } = targets.files
    this.#lookups = Array.from(
      { length: MAX_HOPS },
      (_, hops) => new Answers(memo, (place) => this.#search(place, hops), Object.is, byFunction()),
    )
    this.#repositories = new Answers(memo, (key) => {
      const [from = '', type = ''] = key.split('\n')
      return this.#extendsRepository(type, from)
    })
  }

  query(callee: string, at: Place): Query | undefined {
    return queryOf(callee, familyOf(at.facts.language), this.#scope(at))
  }

  /**
   * The query that a callee leads to: through functions that by their names look something up, or
   * one whose only query writes. What does more is work for each element, which no one query does.
   */
  behind(callee: string, at: Place): Way | undefined {
    if (!looksUp(callee) && !writes(callee)) return undefined
    const place = this.#next(callee, at)
    if (!place) return undefined
    const way = looksUp(callee) ? this.#lookups[0]?.get(place) : this.#write(place)
    return way && { ...way, places: [place, ...way.places] }
  }

  #next(callee: string, at: Place): Place | undefined {
    if (remembers(callee)) return undefined
    const next = this.targets.resolveAll(callee, at)
    const [place] = next
    if (!place || next.length > 1 || place.fn === at.fn || remembers(place.fn.symbol)) {
      return undefined
    }
    return place.fn.calls.some(remembers) ? undefined : place
  }

  #write(place: Place): Way | undefined {
    const queries = place.fn.calls.flatMap((callee) => {
      const query = this.query(callee, place)
      return query ? [{ places: [], callee, query }] : []
    })
    const [only] = queries
    return queries.length === 1 && only?.query.reads === false ? only : undefined
  }

  #search(place: Place, hops: number): Way | undefined {
    for (const callee of place.fn.calls) {
      const query = this.query(callee, place)
      if (query?.reads) return { places: [], callee, query }
    }
    const further = this.#lookups[hops + 1]
    if (!further) return undefined
    for (const callee of place.fn.calls) {
      const next = looksUp(callee) ? this.#next(callee, place) : undefined
      const way = next && further.get(next)
      if (way) return { ...way, places: [next, ...way.places] }
    }
    return undefined
  }

  #scope(at: Place): QueryScope {
    const resolver = resolverOf(at.facts)
    return {
      modules: at.facts.imports.map(({ module }) => module),
      originOf: (name) => receiverOf(at, name),
      resolveAll: (dotted) => resolver.resolveAll(dotted),
      isRepository: (type) => this.#repositories.get(`${at.path}\n${type}`),
      typeOf: (path) => this.#goType(path, at),
    }
  }

  #extendsRepository(type: string, from: string, depth = 0): boolean {
    const found = depth < MAX_HOPS ? this.targets.types.find(type, from) : undefined
    return (found?.fact.supers ?? []).some(
      (one) => REPOSITORY.test(one) || this.#extendsRepository(one, found?.path ?? from, depth + 1),
    )
  }

  /** Module and name of what `db` or `s.store.db` is. */
  #goType(path: readonly string[], at: Place): string | undefined {
    const [root = '', ...fields] = path
    let name = receiverOf(at, root)
    let file = at.path
    for (const field of fields) {
      const type = name === undefined ? undefined : this.targets.types.find(name, file)
      name = type?.fact.fields?.[field]
      file = type?.path ?? file
    }
    const facts = name === undefined ? undefined : this.targets.files.get(file)
    const [found] = facts && name ? resolverOf(facts).resolveAll(name) : []
    return found && `${found.module}.${found.member}`
  }
}

/** Of the calls of one loop, those of one finding. */
function byLoop(rows: readonly RowFact[]): RowFact[][] {
  const loops = new Map<number, RowFact[]>()
  for (const row of rows) loops.set(row.loop, [...(loops.get(row.loop) ?? []), row])
  return [...loops.values()]
}

function wayOf(row: RowFact, place: Place, ways: QueryWays): Way | undefined {
  const query = ways.query(row.callee, place)
  return query ? { places: [], callee: row.callee, query } : ways.behind(row.callee, place)
}

function findingOf(row: RowFact, at: Place, way: Way): Finding {
  const { query, places } = way
  const through = places.map(({ fn }) => fn.symbol)
  const steps = places.map((place) => ({
    path: place.path,
    region: place.fn.region,
    symbol: place.fn.symbol,
    message: `calls ${place.fn.symbol}`,
  }))
  const last = places.at(-1)
  return {
    ...row.site,
    rule: queryPerRow.id,
    ...(query.reads ? {} : { level: 'note' as const }),
    message: messageOf(way.callee, row.over, query, through),
    path: at.path,
    ...(last
      ? {
          flow: [
            {
              path: at.path,
              region: row.site.region,
              symbol: row.site.symbol,
              message: `once for each element of ${row.over}`,
            },
            ...steps,
            {
              path: last.path,
              region: last.fn.region,
              symbol: last.fn.symbol,
              message: `query ${way.callee}`,
            },
          ],
        }
      : {}),
    data: { query: way.callee, mechanism: query.mechanism, reads: query.reads, through },
  }
}

/** Queries that a loop of one file makes through functions and types of others. */
export class QueriesPerRow {
  readonly #ways: QueryWays
  readonly #found: Answers<string, Finding[]>

  constructor(readonly targets: CallTargets) {
    this.#ways = new QueryWays(targets)
    this.#found = new Answers(targets.files.memo, (path) => this.#in(path))
  }

  of(files: ReadonlyMap<string, FileFacts>): Finding[] {
    const found: Finding[] = []
    for (const [path, facts] of files) {
      if (facts.rows && !isRunOnce(path)) found.push(...this.#found.get(path))
    }
    return found
  }

  #in(path: string): Finding[] {
    const facts = this.targets.files.get(path)
    if (!facts?.rows) return []
    const { functions } = localOf(facts)
    return byLoop(facts.rows).flatMap((rows) => {
      const told = rows.flatMap((row) => {
        const fn = functions.get(row.site.symbol)
        const at = fn && { path, facts, fn }
        const way = at && wayOf(row, at, this.#ways)
        return way ? [{ row, at, way }] : []
      })
      const first = told.find(({ way }) => way.query.reads) ?? told[0]
      return first ? [findingOf(first.row, first.at, first.way)] : []
    })
  }
}
