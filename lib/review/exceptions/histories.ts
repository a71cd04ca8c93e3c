import type { WeekBucket } from '@/lib/trends/buckets'
import { NO_TEAM } from '@/lib/trends/conditions'
import type { Directory } from '@/lib/trends/directory'
import { groupBy } from '@/lib/trends/group-by'
import { measureOf } from '@/lib/trends/measures'
import { countsOf } from '@/lib/trends/points'
import type { Edges } from '@/lib/trends/queries/count-edges'
import type { StockEdge } from '@/lib/trends/queries/stock-edges'
import type { StreamCoverage } from '@/lib/trends/queries/streams'
import type { ToolKind } from '@/lib/trends/queries/tools'
import { streamsOfMeasure } from '@/lib/trends/relevance'
import { MEASURES, type Measure, type TrendPoint } from '@/lib/trends/types'

/** One measure of one service or team over the weeks up to the one looked at. */
export interface History {
  measure: Measure
  by: 'service' | 'team'
  key: string
  /** Which buckets some scan speaks for; one list for all of a repository. */
  known: readonly boolean[]
  /** Drift of the last bucket; null where it or the one before is not known. */
  change: number | null
  /** Drift of each bucket, as `change` has it; the first is null. Of a few of them only is asked. */
  drift: () => (number | null)[]
  /** Number at the end of the last one; null where it is not known. */
  value: number | null
  /** Numbers at the end of each; of a few of them only are drawn. */
  points: () => TrendPoint[]
}

export interface HistoryInput {
  buckets: readonly WeekBucket[]
  /** Keys: kind, and the service or team. */
  edges: Record<'service' | 'team', readonly Edges[]>
  stock: readonly StockEdge[]
  streams: readonly StreamCoverage[]
  tools: readonly ToolKind[]
  directory: Directory
}

/** Histories of every service and team that ever counted within the buckets. */
export function historiesOf(input: HistoryInput): History[] {
  const { buckets } = input
  const ends = buckets.map(({ at, running }) => ({ at: at.toISOString(), running }))
  const edges = {
    service: groupBy(input.edges.service, ({ keys }) => measureOf(keys[0] ?? '')),
    team: groupBy(input.edges.team, ({ keys }) => measureOf(keys[0] ?? '')),
  }
  const stock = groupBy(input.stock, ({ keys }) => measureOf(keys[0] ?? ''))
  return MEASURES.flatMap((measure) => {
    const known = knownOf(input, measure)
    return (['service', 'team'] as const).flatMap((by) => {
      const stockOf = groupBy(stock.get(measure) ?? [], ({ keys }) =>
        by === 'service' ? (keys[1] ?? '') : (keys[2] ?? NO_TEAM),
      )
      const keyOf = ({ keys }: Edges) => keys[1] ?? (by === 'service' ? '' : NO_TEAM)
      return [...groupBy(edges[by].get(measure) ?? [], keyOf)].map(([key, group]): History => {
        const there = known(by, key)
        const moves = stockOf.get(key) ?? []
        return {
          measure,
          by,
          key,
          known: there,
          change: changeOf(group, moves, there),
          drift: () => driftOf(group, moves, there),
          value: there.at(-1) ? totalOf(group) : null,
          points: () => {
            const counts = countsOf(group, buckets.length)
            return ends.map(({ at, running }, i) => ({
              at,
              value: there[i] ? (counts[i] ?? 0) : null,
              covered: there[i] ? 1 : 0,
              expected: 1,
              ...(running ? { running: true } : {}),
            }))
          },
        }
      })
    })
  })
}

/** The number at the end: all changes. */
function totalOf(edges: readonly Edges[]): number {
  let total = 0
  for (const { changes } of edges) for (const change of changes) total += change
  return total
}

/** The last of what `driftOf` says. */
function changeOf(
  edges: readonly Edges[],
  stock: readonly StockEdge[],
  there: readonly boolean[],
): number | null {
  const last = there.length - 1
  return last > 0 && there[last] && there[last - 1] ? changeAt(last, edges, stock) : null
}

/** What code and people changed from bucket to bucket, where both are known. */
export function driftOf(
  edges: readonly Edges[],
  stock: readonly StockEdge[],
  there: readonly boolean[],
): (number | null)[] {
  const sums = new Array<number>(there.length).fill(0)
  for (const { changes } of edges) {
    for (let i = 1; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (changes[i] ?? 0)
  }
  for (const { at, change } of stock) sums[at] = (sums[at] ?? 0) - change
  return there.map((known, i) => (i > 0 && known && there[i - 1] ? (sums[i] ?? 0) : null))
}

function changeAt(at: number, edges: readonly Edges[], stock: readonly StockEdge[]): number {
  let change = 0
  for (const { changes } of edges) change += changes[at] ?? 0
  for (const edge of stock) if (edge.at === at) change -= edge.change
  return change
}

/** Which buckets some scan speaks for, per service or team; worked out once per repository. */
function knownOf({ buckets, streams, tools, directory }: HistoryInput, measure: Measure) {
  const byRepository = groupBy(streamsOfMeasure(streams, tools, measure), (s) => s.repositoryId)
  const ofRepository = new Map<string, boolean[]>()
  for (const [repository, own] of byRepository) {
    const known = buckets.map(() => false)
    for (const [first, last] of own.flatMap((stream) => stream.buckets))
      known.fill(true, first, last + 1)
    ofRepository.set(repository, known)
  }
  const none = buckets.map(() => false)
  const any = (lists: Iterable<boolean[]>) => {
    const all = [...lists]
    return none.map((_, i) => all.some((known) => known[i]))
  }
  const everywhere = any(ofRepository.values())
  return (by: 'service' | 'team', key: string): boolean[] => {
    if (by === 'service') return ofRepository.get(directory.services.get(key) ?? '') ?? none
    if (key === NO_TEAM) return everywhere
    return any([...(directory.teams.get(key) ?? [])].map((id) => ofRepository.get(id) ?? none))
  }
}
