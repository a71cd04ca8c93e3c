import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { weekBuckets } from './buckets'
import { NO_TEAM } from './conditions'
import { sumCoverage } from './coverage'
import { type Directory, readDirectory } from './directory'
import { countsOf, pointsOf } from './points'
import { countEdges, type Edges, type KeyColumn } from './queries/count-edges'
import { readRules } from './queries/names'
import { readStockEdges } from './queries/stock-edges'
import { readStreams } from './queries/streams'
import { readToolKinds } from './queries/tools'
import { streamsOfMeasure, streamsWithin } from './relevance'
import { seriesOf, stillOf } from './series'
import { readShown } from './shown'
import type { Filter, Grouping, Measure, Trends } from './types'

export interface TrendsQuery {
  measure: Measure
  by: Grouping
  filter: Filter
  /** Every ISO week that touches [from, to] gets a point; weeks after `now` do not. */
  from: Date
  to: Date
  now: Date
  /** IANA zone in which weeks begin and end; see getTimeZone. */
  timeZone: string
  /** Only so many series, the largest now; all without. */
  top?: number
  /** Groups without anything as well: they are known to have none, or not scanned. */
  every?: boolean
}

const COLUMN: Record<Grouping, KeyColumn> = {
  team: 'team_id',
  service: 'service_id',
  repository: 'repository_id',
  rule: 'rule_id',
}

/** One measure over the weeks, by group and in all. */
export function getTrends(db: Client, query: TrendsQuery): Promise<Trends> {
  return inSnapshot(db, (client) => readTrends(client, query))
}

async function readTrends(db: Client, query: TrendsQuery): Promise<Trends> {
  const { measure, by, filter } = query
  const buckets = weekBuckets(query.from, query.to, query.now, query.timeZone)
  const instants = buckets.map(({ at }) => at)
  const stock = await readStockEdges(db, [measure], filter, [COLUMN[by]], instants)
  const directory = await readDirectory(db)
  const tools = await readToolKinds(db, filter)
  const looking = streamsOfMeasure(await readStreams(db, buckets), tools, measure)
  const streams = streamsWithin(looking, filter, directory)
  const shown = await readShown(db, query, buckets, streams, directory)
  const edges = shown?.edges ?? (await countEdges(db, [measure], filter, [COLUMN[by]], instants))
  const rules = by === 'rule' ? await readRules(db, ruleIds(edges, filter)) : []
  const named = [...directory.repositories, ...directory.serviceNames, ...directory.teamNames]
  const series = seriesOf(edges, {
    by,
    buckets,
    streams,
    places: directory,
    ruleTools: new Map(rules.map(({ id, tool }) => [id, tool])),
    stock,
    labels: new Map([...named, ...rules].map(({ id, name }) => [id, name])),
    named: query.every ? keysOf(directory, by) : [filter[by] ?? []].flat(),
  })
  const left = query.top === undefined ? [] : series.slice(query.top)
  const more =
    left.filter(({ points }) => points.some(({ value }) => value)).length + (shown?.left ?? 0)
  return {
    measure,
    by,
    bucket: 'week',
    weeks: buckets.map(({ week }) => week),
    series: series.slice(0, query.top),
    ...(more > 0 ? { more } : {}),
    total: pointsOf(
      buckets,
      countsOf(shown?.total ?? edges, buckets.length),
      sumCoverage(streams, buckets),
    ),
    ...stillOf(stock, buckets.length),
  }
}

function keysOf({ repositories, serviceNames, teamNames }: Directory, by: Grouping): string[] {
  const named = { repository: repositories, service: serviceNames, team: teamNames, rule: [] }[by]
  // What no team answers for is a group as well, and may have nothing.
  return [...named.map(({ id }) => id), ...(by === 'team' ? [NO_TEAM] : [])]
}

function ruleIds(edges: readonly Edges[], filter: Filter): string[] {
  const ids = edges.flatMap(({ keys }) => keys[0] ?? [])
  return [...new Set(filter.rule ? [...ids, filter.rule] : ids)]
}
