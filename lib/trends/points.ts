import type { WeekBucket } from './buckets'
import type { Coverage } from './coverage'
import type { TrendPoint } from './types'

/** Counts at each bucket from the changes between them. */
export function accumulate(
  edges: readonly { at: number; change: number }[],
  length: number,
): number[] {
  const counts = new Array<number>(length).fill(0)
  for (const { at, change } of edges) {
    if (at < length) counts[at] = (counts[at] ?? 0) + change
  }
  for (let i = 1; i < length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0)
  return counts
}

/** Counts at each instant of all these together, from the changes between them. */
export function countsOf(
  edges: Iterable<{ changes: readonly number[] }>,
  length: number,
): number[] {
  const counts = new Array<number>(length).fill(0)
  for (const { changes } of edges) {
    for (let i = 0; i < length; i++) counts[i] = (counts[i] ?? 0) + (changes[i] ?? 0)
  }
  for (let i = 1; i < length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0)
  return counts
}

/** Points of a chart: where no scan speaks there is a gap, however much is carried forward. */
export function pointsOf(
  buckets: readonly WeekBucket[],
  counts: readonly number[],
  { expected, covered }: Coverage,
): TrendPoint[] {
  return buckets.map((bucket, i) => ({
    at: bucket.at.toISOString(),
    value: (covered[i] ?? 0) > 0 ? (counts[i] ?? 0) : null,
    covered: covered[i] ?? 0,
    expected: expected[i] ?? 0,
    ...(bucket.running ? { running: true } : {}),
  }))
}
