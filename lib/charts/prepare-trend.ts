import { insideStart, weekEnding } from '@/lib/format/week'
import type { TrendPoint, TrendSeries, Trends } from '@/lib/trends/types'
import { countTicks, type MonthTick, monthTicks } from './ticks'

/** Lines that can be told apart on one chart. */
const MAX_SERIES = 5
/** More hairlines than this say no more. */
const MAX_HAIRLINES = 24
/** Series that a chart has any use for; of the others it says how many there are. */
export const DRAWN_AT_MOST = MAX_SERIES + MAX_HAIRLINES

export interface PreparedSeries {
  key: string
  label: string
  points: TrendPoint[]
  /** As of the trend. */
  still?: number[]
  /** Newest known value and where it stands. */
  last?: { index: number; value: number }
}

export interface Others {
  label: string
  /** What is left of the total, for the table. */
  points: TrendPoint[]
  /** Their own lines, the largest first, drawn as hairlines. */
  lines: TrendPoint[][]
  /** Newest known value of the largest. */
  last?: PreparedSeries['last']
}

/** Weeks in a row for which a shown series has no value, between weeks for which it has. */
export interface Gap {
  from: number
  to: number
  labels: string[]
}

export interface PreparedTrend {
  instants: string[]
  /** ISO week of each instant. */
  weeks: string[]
  series: PreparedSeries[]
  /** The rest; absent when every series is shown. */
  others?: Others
  total: TrendPoint[]
  /** Of the total's change from the point before to each, what is no drift. */
  still?: number[]
  gaps: Gap[]
  ticks: number[]
  /** Top of the axis; the axis begins at zero. */
  top: number
  months: MonthTick[]
  runningIndex?: number
  /** No known value at all. */
  blank: boolean
}

/**
 * Decides what a trend chart shows; drawing it needs nothing else. The axis reaches `holding` where
 * the lines do not.
 */
export function prepareTrend(
  trends: Trends,
  { limit = MAX_SERIES, holding = 0 }: { limit?: number; holding?: number } = {},
): PreparedTrend {
  const ranked = trends.series
    .map((series) => ({ ...series, last: lastKnown(series.points) }))
    .sort((a, b) => (b.last?.value ?? -1) - (a.last?.value ?? -1) || compare(a, b))
  const shown = ranked.slice(0, limit).filter((s) => s.last !== undefined)
  const rest = ranked.slice(limit).filter((s) => s.points.some((p) => p.value))
  const instants = trends.total.map((p) => p.at)
  const left = rest.length + (trends.more ?? 0)
  const others = left > 0 ? othersOf(rest, left, trends.total, shown) : undefined
  const drawn = [...shown.map((s) => s.points), ...(others?.lines ?? [])]
  const ticks = countTicks(Math.max(holding, ...drawn.flat().map((p) => p.value ?? 0)))
  const runningIndex = trends.total.findIndex((p) => p.running)
  return {
    instants,
    weeks: trends.weeks ?? trends.total.map(weekFrom),
    series: shown,
    others,
    total: trends.total,
    still: trends.still,
    gaps: gapsOf(shown),
    ticks,
    top: ticks.at(-1) ?? 1,
    months: monthTicks(instants),
    runningIndex: runningIndex < 0 ? undefined : runningIndex,
    blank: shown.length === 0,
  }
}

/** Where nobody named a week, as of budgets. Right for weeks that ended; a running one is taken in UTC. */
const weekFrom = ({ at, running }: TrendPoint): string => weekEnding(running ? insideStart(at) : at)

function compare(a: TrendSeries, b: TrendSeries): number {
  return a.label.localeCompare(b.label, 'en') || (a.key < b.key ? -1 : 1)
}

/** Newest point with a value. */
export function lastKnown(points: readonly TrendPoint[]): PreparedSeries['last'] {
  const index = points.findLastIndex((p) => p.value !== null)
  const value = points[index]?.value
  return value == null ? undefined : { index, value }
}

function othersOf(
  series: PreparedSeries[],
  count: number,
  total: readonly TrendPoint[],
  shown: readonly PreparedSeries[],
): Others {
  const largest = series[0]?.last
  return {
    label: count === 1 ? '1 other' : `${count} others`,
    points: restOf(total, shown),
    lines: series.slice(0, MAX_HAIRLINES).map((s) => s.points),
    last: largest,
  }
}

/**
 * What is left of the total, so that a row of the table adds up. Unknown where a shown series is:
 * its part of the total cannot be told then. Before its first scan a series has no part in it.
 */
function restOf(total: readonly TrendPoint[], shown: readonly PreparedSeries[]): TrendPoint[] {
  const starts = shown.map((s) => s.points.findIndex((p) => p.value !== null))
  return total.map((point, i) => {
    let value = point.value
    shown.forEach(({ points }, s) => {
      const part = i < (starts[s] ?? 0) ? 0 : (points[i]?.value ?? null)
      value = value === null || part === null ? null : value - part
    })
    return { ...point, value }
  })
}

function gapsOf(series: PreparedSeries[]): Gap[] {
  const gaps = new Map<string, Gap>()
  for (const { label, points } of series) {
    const first = points.findIndex((p) => p.value !== null)
    let from = -1
    points.forEach((point, i) => {
      const missing = first >= 0 && i > first && point.value === null
      if (missing && from < 0) from = i
      if (from < 0 || (missing && i < points.length - 1)) return
      const to = missing ? i : i - 1
      const gap = gaps.get(`${from}-${to}`) ?? { from, to, labels: [] }
      gap.labels.push(label)
      gaps.set(`${from}-${to}`, gap)
      from = -1
    })
  }
  return [...gaps.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}
