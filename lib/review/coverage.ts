import { groupBy } from '@/lib/trends/group-by'
import type { Named } from '@/lib/trends/queries/names'
import type { StreamCoverage } from '@/lib/trends/queries/streams'
import type { Review } from './types'

/**
 * How much of what should be known at the end of a bucket is: a repository is fresh when a scan of
 * any of its streams speaks for that week, expected once it was scanned at all.
 */
export function coverageOf(
  streams: readonly StreamCoverage[],
  repositories: readonly Named[],
  bucket: number,
  at: Date,
): Omit<Review['coverage'], 'pending'> {
  const names = new Map(repositories.map(({ id, name }) => [id, name]))
  const expected = groupBy(
    streams.filter(({ firstAt }) => firstAt <= at),
    ({ repositoryId }) => repositoryId,
  )
  const stale = [...expected]
    .filter(([, own]) => !own.some((stream) => covers(stream, bucket)))
    .map(([id, own]) => ({ id, name: names.get(id) ?? id, lastKnownAt: lastKnown(own) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  return { repositories: expected.size, fresh: expected.size - stale.length, stale }
}

function covers(stream: StreamCoverage, bucket: number): boolean {
  return stream.buckets.some(([first, last]) => first <= bucket && bucket <= last)
}

function lastKnown(streams: readonly StreamCoverage[]): string | null {
  const times = streams.flatMap(({ knownUntil }) => (knownUntil ? [+knownUntil] : []))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}
