import type { StreamCoverage } from './queries/streams'

/** How many streams were expected and how many covered, bucket by bucket. */
export interface Coverage {
  expected: number[]
  covered: number[]
}

/** Adds the streams up; a stream is expected from its first scan on. */
export function sumCoverage(
  streams: readonly StreamCoverage[],
  buckets: readonly { at: Date }[],
): Coverage {
  const expected = buckets.map(() => 0)
  const covered = buckets.map(() => 0)
  for (const stream of streams) {
    for (const [i, { at }] of buckets.entries()) {
      if (stream.firstAt <= at) expected[i] = (expected[i] ?? 0) + 1
    }
    for (const [first, last] of stream.buckets) {
      for (let i = first; i <= last; i++) covered[i] = (covered[i] ?? 0) + 1
    }
  }
  return { expected, covered }
}
