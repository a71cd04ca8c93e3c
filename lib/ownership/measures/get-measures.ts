import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { weekBuckets } from '@/lib/trends/buckets'
import { NO_TEAM } from '@/lib/trends/conditions'
import { groupBy } from '@/lib/trends/group-by'
import { KIND_OF } from '@/lib/trends/measures'
import { countsOf } from '@/lib/trends/points'
import { readStreams } from '@/lib/trends/queries/streams'
import { readToolKinds } from '@/lib/trends/queries/tools'
import type { Filter } from '@/lib/trends/types'
import { howOld } from '../age'
import { POLICY, SOON_DAYS } from '../policy'
import { AGE_BANDS, type Coverage, type Measures, type TimeToOwnership } from '../types'
import { readOpenAges } from './ages'
import type { OpenAge } from './by-age'
import {
  type FirstOwner,
  readFirstOwners,
  readStateEdges,
  readStates,
  readTeamNames,
  type StateCount,
} from './queries'
import { readWaiting, type Waiting } from './waiting'

export interface MeasuresQuery {
  filter: Filter
  /** Weeks shown, and the time within which first owners count. */
  from: Date
  to: Date
  now: Date
  timeZone: string
}

/** How well decisions are owned: now, over time, by team, and against the targets. */
export function getMeasures(db: Client, query: MeasuresQuery): Promise<Measures> {
  const { filter, from, to, now, timeZone } = query
  const at = new Date(Math.min(to.getTime(), now.getTime()))
  return inSnapshot(db, async (client) => {
    const states = await readStates(client, filter, at)
    const ages = await readOpenAges(client, filter, at)
    const waiting = await readWaiting(client, filter, ages, at)
    const first = await readFirstOwners(client, filter, from, at)
    const names = await readTeamNames(client)
    const ofTeam = groupBy(ages, ({ team }) => team)
    const ofKind = groupBy(ages, ({ decisionKind }) => decisionKind)
    const ofBand = groupBy(ages, (row) => howOld(row, at).band)
    const waitingOf = groupBy(waiting, ({ team }) => team)
    const waitingOfKind = groupBy(waiting, ({ decisionKind }) => decisionKind)
    return {
      at: at.toISOString(),
      coverage: coverageOf(states),
      overTime: await overTime(client, filter, weekBuckets(from, at, now, timeZone)),
      timeToOwnership: timeOf(first.find(({ total }) => total)),
      ages: AGE_BANDS.map((band) => ({ band, count: sum(ofBand.get(band) ?? []) })),
      byTeam: teamsOf(states, ofTeam).map((id) => {
        const mine = ofTeam.get(id) ?? []
        return {
          team: { id: id ?? NO_TEAM, name: id === null ? 'No team' : (names.get(id) ?? id) },
          coverage: coverageOf(states.filter(({ team }) => team === id)),
          timeToOwnership: timeOf(first.find(({ total, team }) => !total && team === id)),
          ...oldestOf(mine, at),
          overdue: sum((waitingOf.get(id) ?? []).filter(isOverdue)),
        }
      }),
      targets: [...new Set([...POLICY.kinds, ...ofKind.keys()])].map((decisionKind) => {
        const mine = ofKind.get(decisionKind) ?? []
        const days = POLICY.targetDays(decisionKind)
        const waits = waitingOfKind.get(decisionKind) ?? []
        return {
          decisionKind,
          days,
          open: sum(mine),
          overdue: sum(waits.filter(isOverdue)),
          soon: sum(waits.filter((row) => !isOverdue(row) && row.waited + SOON_DAYS > days)),
          ...oldestOf(mine, at),
        }
      }),
    }
  })
}

async function overTime(
  client: Client,
  filter: Filter,
  buckets: ReturnType<typeof weekBuckets>,
): Promise<Measures['overTime']> {
  if (buckets.length === 0) return []
  const edges = await readStateEdges(
    client,
    filter,
    buckets.map(({ at }) => at),
  )
  const of = (state: string) =>
    countsOf(
      edges.filter(({ keys }) => keys[0] === state),
      buckets.length,
    )
  const [owned, open, accepted] = [of('owned'), of('open'), of('accepted')]
  const tools = (await readToolKinds(client, filter)).filter(
    ({ kind }) => kind === KIND_OF['unowned-decisions'],
  )
  const names = new Set(tools.map(({ tool }) => tool))
  const streams = (await readStreams(client, buckets)).filter(
    ({ tool, repositoryId }) =>
      names.has(tool) && (filter.repository === undefined || filter.repository === repositoryId),
  )
  return buckets.map(({ at }, i) => {
    const covered = streams.some((s) => s.buckets.some(([first, last]) => first <= i && i <= last))
    const [o, u] = [owned[i] ?? 0, open[i] ?? 0]
    const share = covered && o + u > 0 ? o / (o + u) : null
    return { at: at.toISOString(), owned: o, open: u, accepted: accepted[i] ?? 0, share }
  })
}

function coverageOf(states: readonly StateCount[]): Coverage {
  const of = (state: string) => sum(states.filter((row) => row.state === state))
  const [owned, open] = [of('owned'), of('open')]
  return {
    owned,
    open,
    rejected: sum(states.filter(({ state, rejected }) => state === 'open' && rejected)),
    accepted: of('accepted'),
    share: owned + open > 0 ? owned / (owned + open) : null,
  }
}

function timeOf(row: FirstOwner | undefined): TimeToOwnership {
  return {
    decisions: row?.decisions ?? 0,
    medianDays: row?.median ?? null,
    p90Days: row?.p90 ?? null,
    atLeast: row?.atLeast ?? false,
    sinceKnown: { medianDays: row?.knownMedian ?? null, p90Days: row?.knownP90 ?? null },
  }
}

function oldestOf(ages: readonly OpenAge[], at: Date) {
  const [first, ...others] = ages
  if (!first) return {}
  const oldest = others.reduce((a, b) => (b.introduced < a.introduced ? b : a), first)
  const atLeast = ages.some((row) => row.atLeast)
  return { oldest: howOld({ introduced: oldest.introduced, atLeast }, at) }
}

const isOverdue = ({ waited, decisionKind }: Waiting) => waited > POLICY.targetDays(decisionKind)

function teamsOf(
  states: readonly StateCount[],
  ages: ReadonlyMap<string | null, OpenAge[]>,
): (string | null)[] {
  const open = new Map([...ages].map(([id, own]) => [id, sum(own)]))
  const of = (id: string | null) => open.get(id) ?? 0
  const ids = [...new Set(states.map(({ team }) => team))]
  return ids.sort((a, b) => of(b) - of(a) || ((a ?? '') < (b ?? '') ? -1 : 1))
}

function sum(rows: readonly { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0)
}
