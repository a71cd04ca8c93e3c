import type { Client } from '@/lib/db/database'
import type { WeekBucket } from './buckets'
import type { Directory } from './directory'
import type { TrendsQuery } from './get-trends'
import { countEdges, countEdgesOf, countingOf, type Edges } from './queries/count-edges'
import type { StreamCoverage } from './queries/streams'
import { type Counting, countAt, isWeekly } from './queries/sums'

/** What a chart is drawn from. */
export interface Shown {
  /** Changes of the groups that may be drawn, and of all together. */
  edges: readonly Edges[]
  total: readonly Edges[]
  /** How many more groups have something, of which nothing else is read. */
  left: number
}

/** Groups of which there may be thousands: those that there are, and where each of them is. */
const MANY = {
  service: { key: 'service_id', only: 'services' },
  repository: { key: 'repository_id', only: 'repositories' },
} as const

/**
 * Reads the weeks of the groups that a chart draws, the `top` largest now: what each has now says
 * which these are. Of the others only those are read that have nothing now, or of which no scan
 * speaks now, as it depends on their weeks where they stand. Undefined where all are to be read.
 */
export async function readShown(
  db: Client,
  { measure, by, filter, top, every }: TrendsQuery,
  buckets: readonly WeekBucket[],
  streams: readonly StreamCoverage[],
  directory: Directory,
): Promise<Shown | undefined> {
  if (top === undefined || every || (by !== 'service' && by !== 'repository')) return undefined
  const { key, only } = MANY[by]
  const counting: Counting = { ...countingOf([measure]), filter, keys: [key] }
  const instants = buckets.map(({ at }) => at)
  const last = instants.at(-1)
  if (filter[by] !== undefined || last === undefined || !isWeekly(counting)) return undefined
  const known = new Set(
    streams.flatMap(({ repositoryId, buckets: own }) =>
      own.some(([, until]) => until === instants.length - 1) ? [repositoryId] : [],
    ),
  )
  const repositoryOf = (id: string) => (by === 'service' ? directory.services.get(id) : id)
  const now = (await countAt(db, counting, last)).flatMap(({ keys: [id], count }) =>
    id && count > 0 && known.has(repositoryOf(id) ?? '') ? { id, count } : [],
  )
  // As large as the last that is drawn: which of these come first their names say.
  const least = now.map(({ count }) => count).sort((a, b) => b - a)[top - 1] ?? 0
  const left = new Set(now.flatMap(({ id, count }) => (count < least ? id : [])))
  const ids =
    by === 'service' ? [...directory.services.keys()] : directory.repositories.map(({ id }) => id)
  const rest = { ...counting, [only]: ids.filter((id) => !left.has(id)) }
  return {
    edges: await countEdgesOf(db, rest, instants),
    total: await countEdges(db, [measure], filter, [], instants),
    left: left.size,
  }
}
