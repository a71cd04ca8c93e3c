import { inEnglish } from '@/lib/format/in-english'
import type { WeekBucket } from './buckets'
import { NO_TEAM } from './conditions'
import { type Coverage, sumCoverage } from './coverage'
import { groupBy } from './group-by'
import { countsOf, pointsOf } from './points'
import type { Edges } from './queries/count-edges'
import type { StockEdge } from './queries/stock-edges'
import type { StreamCoverage } from './queries/streams'
import { type Places, streamsWithin } from './relevance'
import type { Grouping, TrendPoint, TrendSeries } from './types'

export interface SeriesInput {
  by: Grouping
  buckets: readonly WeekBucket[]
  /** Streams that have a say in the measure within the filter. */
  streams: readonly StreamCoverage[]
  places: Places
  /** Tool of each rule, for series by rule. */
  ruleTools: ReadonlyMap<string, string>
  labels: ReadonlyMap<string, string>
  /** Changes that are no drift, by group. */
  stock: readonly StockEdge[]
  /** Groups shown even when they have nothing. */
  named: readonly string[]
}

/** One series per group that had anything in the range, the largest now first. */
export function seriesOf(edges: readonly Edges[], input: SeriesInput): TrendSeries[] {
  const { by, buckets, labels, named } = input
  const groups = groupBy(edges, ({ keys }) => keys[0] ?? NO_TEAM)
  for (const key of named) if (!groups.has(key)) groups.set(key, [])
  const kept = new Set(named)
  const coverage = coverageByGroup(input)
  const stock = groupBy(input.stock, ({ keys }) => keys[0] ?? NO_TEAM)
  const series: TrendSeries[] = []
  for (const [key, group] of groups) {
    const counts = countsOf(group, buckets.length)
    if (!kept.has(key) && counts.every((count) => count === 0)) continue
    const label = labels.get(key) ?? (by === 'team' && key === NO_TEAM ? 'No team' : key)
    const still = stillOf(stock.get(key) ?? [], buckets.length)
    series.push({ key, label, points: pointsOf(buckets, counts, coverage(key)), ...still })
  }
  return series.sort(
    (a, b) => lastValue(b.points) - lastValue(a.points) || inEnglish(a.label, b.label),
  )
}

/** What of the change from bucket to bucket is no drift; nothing where there is none. */
export function stillOf(stock: readonly StockEdge[], length: number): { still?: number[] } {
  if (stock.length === 0) return {}
  const still = new Array<number>(length).fill(0)
  for (const { at, change } of stock) still[at] = (still[at] ?? 0) + change
  return still.some((change) => change !== 0) ? { still } : {}
}

/** Coverage of a group, worked out once per set of streams. */
function coverageByGroup({ by, buckets, streams, places, ruleTools }: SeriesInput) {
  const memo = new Map<string, Coverage>()
  const once = (key: string, pick: () => readonly StreamCoverage[]): Coverage => {
    const known = memo.get(key) ?? sumCoverage(pick(), buckets)
    memo.set(key, known)
    return known
  }
  const ofRepository = groupBy(streams, (stream) => stream.repositoryId)
  return (key: string): Coverage => {
    if (by === 'rule') {
      const tool = ruleTools.get(key)
      return once(tool ?? '', () => streams.filter((stream) => stream.tool === tool))
    }
    if (by === 'team') return once(key, () => streamsWithin(streams, { team: key }, places))
    const repository = by === 'repository' ? key : places.services.get(key)
    return once(repository ?? '', () => ofRepository.get(repository ?? '') ?? [])
  }
}

function lastValue(points: readonly TrendPoint[]): number {
  return points.findLast((point) => point.value !== null)?.value ?? -1
}
