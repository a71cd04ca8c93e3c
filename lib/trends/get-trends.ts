import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { weekBuckets } from './buckets'
import { sumCoverage } from './coverage'
import { type Directory, readDirectory } from './directory'
import { accumulate, pointsOf } from './points'
import { countEdges, type Edge, type KeyColumn } from './queries/count-edges'
import { readRules } from './queries/names'
import { readStreams } from './queries/streams'
import { readToolKinds } from './queries/tools'
import { streamsOfMeasure, streamsWithin } from './relevance'
import { seriesOf } from './series'
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
  const withRepository = by === 'team' || filter.team !== undefined
  const keys: KeyColumn[] = withRepository ? [COLUMN[by], 'repository_id'] : [COLUMN[by]]
  const instants = buckets.map(({ at }) => at)
  const edges = await countEdges(db, [measure], filter, keys, instants)
  const directory = await readDirectory(db)
  const places = withRepository ? withTeamsSeen(directory, edges, by, filter) : directory
  const tools = await readToolKinds(db, filter)
  const looking = streamsOfMeasure(await readStreams(db, buckets), tools, measure)
  const streams = streamsWithin(looking, filter, places)
  const rules = by === 'rule' ? await readRules(db, ruleIds(edges, filter)) : []
  const named = [...directory.repositories, ...directory.serviceNames, ...directory.teamNames]
  return {
    measure,
    by,
    bucket: 'week',
    series: seriesOf(edges, {
      by,
      buckets,
      streams,
      places,
      ruleTools: new Map(rules.map(({ id, tool }) => [id, tool])),
      labels: new Map([...named, ...rules].map(({ id, name }) => [id, name])),
      named: filter[by],
    }),
    total: pointsOf(buckets, accumulate(edges, buckets.length), sumCoverage(streams, buckets)),
  }
}

/** Teams are also where their findings are, whatever service maps say. */
function withTeamsSeen(
  directory: Directory,
  edges: readonly Edge[],
  by: Grouping,
  filter: Filter,
): Directory {
  const teams = new Map([...directory.teams].map(([team, where]) => [team, new Set(where)]))
  for (const { keys } of edges) {
    const [key, repository] = keys
    const team = filter.team ?? (by === 'team' ? key : undefined)
    if (team && repository) teams.set(team, (teams.get(team) ?? new Set()).add(repository))
  }
  return { ...directory, teams }
}

function ruleIds(edges: readonly Edge[], filter: Filter): string[] {
  const ids = edges.flatMap(({ keys }) => keys[0] ?? [])
  return [...new Set(filter.rule ? [...ids, filter.rule] : ids)]
}
