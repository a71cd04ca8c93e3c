import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { newestWeek } from '@/lib/review/choose-week'
import { weeksBack } from '@/lib/review/get-review'
import { teamId } from '@/lib/services/store'
import { weekOf } from '@/lib/time/weeks'
import { weekBuckets } from '@/lib/trends/buckets'
import { sumCoverage } from '@/lib/trends/coverage'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { groupBy } from '@/lib/trends/group-by'
import { KIND_OF } from '@/lib/trends/measures'
import { countsOf, pointsOf } from '@/lib/trends/points'
import { countEdges, type Edges } from '@/lib/trends/queries/count-edges'
import { readRepositories, readServices } from '@/lib/trends/queries/names'
import { readStockEdges } from '@/lib/trends/queries/stock-edges'
import { readReach, readStreams, type StreamCoverage } from '@/lib/trends/queries/streams'
import { readToolKinds } from '@/lib/trends/queries/tools'
import { streamsOfMeasure } from '@/lib/trends/relevance'
import { MEASURES, type Measure } from '@/lib/trends/types'
import { readServiceMaps, readWorstPaths } from './queries/overview'
import type { RepositoryList, RepositoryRow } from './types'

const WEEKS = 12
const WEEK = 7 * 86_400_000

/**
 * Every repository with its measures over twelve weeks up to the newest with a scanned commit, as
 * the review opens at it; one pass over what stands. Coverage is that of `now`.
 */
export function listRepositories(db: Client, now: Date): Promise<RepositoryList> {
  return inSnapshot(db, async (client) => {
    const timeZone = await getTimeZone(client)
    const week = newestWeek(await readReach(client, now), now, timeZone) ?? weekOf(now, timeZone)
    const buckets = weekBuckets(weeksBack(week, WEEKS).from, week.to, now, timeZone)
    const instants = buckets.map((bucket) => bucket.at)
    const last = instants.at(-1) ?? now
    const edges = await countEdges(client, MEASURES, {}, ['repository_id', 'kind'], instants)
    const byRepository = groupBy(edges, ({ keys }) => keys[0] ?? '')
    const all = await readStreams(client, buckets)
    const streams = groupBy(all, (stream) => stream.repositoryId)
    const stock = await readStockEdges(client, MEASURES, {}, ['repository_id', 'kind'], instants)
    const tools = await readToolKinds(client, {})
    const maps = await readServiceMaps(client)
    const known = groupBy(await readServices(client), (service) => service.repositoryId)
    const worst = new Map((await readWorstPaths(client, last)).map((w) => [w.repository, w]))
    const lastStock = (id: string, measure: Measure) =>
      stock.reduce((sum, { keys: [repository, kind], at, change }) => {
        const counts = repository === id && kind === KIND_OF[measure] && at === buckets.length - 1
        return counts ? sum + change : sum
      }, 0)
    const measuresOf = (id: string) => {
      const own = streams.get(id) ?? []
      const entries = MEASURES.map((measure) => {
        const points = pointsOf(
          buckets,
          countsOf(edgesOf(byRepository.get(id) ?? [], measure), buckets.length),
          sumCoverage(streamsOfMeasure(own, tools, measure), buckets),
        )
        return [measure, cellOf(points, lastStock(id, measure))] as const
      })
      return Object.fromEntries(entries) as RepositoryRow['measures']
    }
    const rows = (await readRepositories(client)).map(({ id, name }): RepositoryRow => {
      const path = worst.get(id)
      const services = maps.get(id) ?? []
      const teams = [...new Set(services.flatMap(({ team }) => team ?? []))].sort()
      return {
        id,
        name,
        services: Math.max(1, known.get(id)?.length ?? 0),
        teams: teams.map((team) => ({ id: teamId(team), name: team })),
        measures: measuresOf(id),
        ...(path && { worst: { finding: path.finding, attempts: attemptsOf(path.attempts) } }),
        ...freshness(streams.get(id) ?? [], now),
      }
    })
    return { week: week.id, at: last.toISOString(), rows }
  })
}

const edgesOf = (edges: readonly Edges[], measure: Measure) =>
  edges.filter(({ keys }) => keys[1] === KIND_OF[measure])

const attemptsOf = (attempts: number): number | 'unbounded' =>
  Number.isFinite(attempts) ? attempts : 'unbounded'

/** `stock`: of the last change, what is no drift. */
function cellOf(points: RepositoryRow['measures'][Measure]['points'], stock: number) {
  const value = points.at(-1)?.value ?? null
  const before = points.at(-2)?.value ?? null
  return {
    value,
    change: value === null || before === null ? null : value - before - stock,
    points,
  }
}

function freshness(streams: readonly StreamCoverage[], now: Date) {
  const newest = (times: (Date | null)[]) => {
    const known = times.flatMap((time) => time?.getTime() ?? [])
    return known.length > 0 ? new Date(Math.max(...known)).toISOString() : undefined
  }
  return {
    lastAt: newest(streams.map((s) => s.lastAt)),
    knownUntil: newest(streams.map((s) => s.knownUntil)),
    covered: streams.filter((s) => s.knownUntil && s.knownUntil >= new Date(now.getTime() - WEEK))
      .length,
    expected: streams.length,
  }
}
