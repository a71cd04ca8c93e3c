import { inEnglish } from '@/lib/format/in-english'
import type { WeekBucket } from '@/lib/trends/buckets'
import { NO_TEAM } from '@/lib/trends/conditions'
import { sumCoverage } from '@/lib/trends/coverage'
import type { Directory } from '@/lib/trends/directory'
import { KIND_OF } from '@/lib/trends/measures'
import { countsOf, pointsOf } from '@/lib/trends/points'
import type { Named } from '@/lib/trends/queries/names'
import type { StreamCoverage, StreamReach } from '@/lib/trends/queries/streams'
import type { ToolKind } from '@/lib/trends/queries/tools'
import { streamsOfMeasure, streamsWithin } from '@/lib/trends/relevance'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'
import { firstWeekOf, newestWeek } from './choose-week'
import { coverageOf } from './coverage'
import { leadOf } from './lead'
import type { LeadMeasure } from './lead-input'
import { moversOf, placedOf } from './movers'
import { noCommitOf } from './no-commit'
import { noteOf } from './note'
import type { Numbers } from './read-numbers'
import type { Choice, Review, ReviewMeasure, WeekFrame } from './types'

/** What is known of a week before anything is counted. */
export interface FrameInput {
  week: Review['week']
  timeZone: string
  filter: Filter
  buckets: readonly WeekBucket[]
  directory: Directory
  tools: readonly ToolKind[]
  empty: boolean
  /** Streams within the filter, with what is known of them up to now. */
  ever: readonly StreamReach[]
  pending: number
}

export interface ReviewInput extends FrameInput, Numbers {
  /** All streams, as they cover the buckets. */
  streams: readonly StreamCoverage[]
}

/** A review from its rows: pure, so that the same rows always tell the same story. */
export function assembleReview(input: ReviewInput): Review {
  const { week, filter, directory, ever, context, pending, moved } = input
  const end = new Date(week.at)
  const streams = streamsInScope(input, input.streams)
  const measures = MEASURES.map((measure) => measureOf(input, measure))
  const labels = labelsOf([...directory.serviceNames, ...directory.teamNames])
  const first = streams.filter(({ firstAt }) => firstAt > new Date(week.since) && firstAt <= end)
  const names = labelsOf(directory.repositories)
  const firstIds = [...new Set(first.map(({ repositoryId }) => repositoryId))].filter(
    (id) => !streams.some((s) => s.repositoryId === id && s.firstAt <= new Date(week.since)),
  )
  const frame = frameOf(input, streams)
  return {
    ...frame,
    measures: measures.map(({ tally, ...measure }) => measure),
    lead: leadOf({
      week,
      filter,
      empty: input.empty,
      unknown: ever.length === 0,
      pending,
      otherWeek: otherWeek(input, streams),
      first: {
        names: firstIds.map((id) => names.get(id) ?? id).sort(),
        all: first.length > 0 && streams.every(({ firstAt }) => firstAt > new Date(week.since)),
      },
      noCommit: noCommitOf(streams, week, frame.coverage),
      measures,
      moved,
      placed: placedOf(input.changes),
      labels,
      context,
    }),
    movers: moversOf(input.shown.movers, {
      at: week.at,
      since: week.since,
      filter,
      context,
      labels,
      numberOf: numbersOf(input),
    }),
  }
}

/** Streams of the repositories that the filter can hold findings of. */
export function streamsInScope(
  { ever }: FrameInput,
  streams: readonly StreamCoverage[],
): StreamCoverage[] {
  const inScope = new Set(ever.map(({ repositoryId }) => repositoryId))
  return streams.filter(({ repositoryId }) => inScope.has(repositoryId))
}

/** `streams`: as they cover the buckets of the input, those in scope alone. */
export function frameOf(input: FrameInput, streams: readonly StreamCoverage[]): WeekFrame {
  const { week, empty, buckets, directory, pending } = input
  const { repositories, serviceNames, teamNames } = directory
  const known = coverageOf(streams, repositories, buckets.length - 1, new Date(week.at))
  return {
    week,
    empty,
    coverage: { ...known, pending },
    filters: {
      repositories: choices(repositories),
      services: choices(serviceNames),
      teams: choices(teamNames),
    },
  }
}

function measureOf(input: ReviewInput, measure: Measure): ReviewMeasure & LeadMeasure {
  const { buckets, edges, filter, directory, tools } = input
  const own = edges.filter(({ keys }) => keys[0] === KIND_OF[measure])
  const streams = streamsWithin(streamsOfMeasure(input.streams, tools, measure), filter, directory)
  const spark = pointsOf(buckets, countsOf(own, buckets.length), sumCoverage(streams, buckets))
  const [before, now] = [spark.at(-2)?.value ?? null, spark.at(-1)?.value ?? null]
  const tally = input.tallies[measure]
  const note =
    now === null ? undefined : noteOf(input.parts, measure, input.worst, input.context.ruleNames)
  return {
    measure,
    value: now,
    change: before === null || now === null ? null : now - before,
    appeared: tally.appeared,
    gone: tally.gone,
    causes: tally.causes,
    spark,
    ...(note ? { note } : {}),
    tally,
  }
}

/** Number of each service and team that is shown, at the end of the week. */
function numbersOf({ shown: { services, teams } }: ReviewInput) {
  const sums = new Map<string, number>()
  for (const { kind, key, count } of services) sums.set(`${kind} service ${key}`, count)
  for (const { kind, key, count } of teams) sums.set(`${kind} team ${key ?? NO_TEAM}`, count)
  return (measure: Measure, by: 'service' | 'team', key: string): number =>
    sums.get(`${KIND_OF[measure]} ${by} ${key}`) ?? 0
}

/** Where to go from a week of which nothing is known: the newest known before it, or the first. */
function otherWeek(
  { week, timeZone, ever }: ReviewInput,
  streams: readonly StreamCoverage[],
): { id: string; later: boolean } | undefined {
  const before = newestWeek(streams, new Date(week.at), timeZone)
  if (before) return before.id === week.id ? undefined : { id: before.id, later: false }
  const first = firstWeekOf(ever, timeZone)
  return first && { id: first.id, later: true }
}

function labelsOf(named: readonly Named[]): Map<string, string> {
  return new Map(named.map(({ id, name }) => [id, name]))
}

function choices(named: readonly Named[]): Choice[] {
  return named
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => inEnglish(a.name, b.name) || (a.id < b.id ? -1 : 1))
}
