import type pg from 'pg'
import { getBudgets } from '@/lib/budgets/get-budgets'
import { scopesOf } from '@/lib/budgets/scopes'
import type { BudgetState } from '@/lib/budgets/types'
import type { Client } from '@/lib/db/database'
import { inSnapshot, together } from '@/lib/db/snapshot'
import { getEvents } from '@/lib/events/get-events'
import { CAUSES } from '@/lib/findings/types'
import { countEdges, countingOf, type KeyColumn } from '@/lib/trends/queries/count-edges'
import { readStockEdges } from '@/lib/trends/queries/stock-edges'
import { readStreams } from '@/lib/trends/queries/streams'
import { isWeekly } from '@/lib/trends/queries/sums'
import { type Filter, MEASURES } from '@/lib/trends/types'
import { assembleReview, type FrameInput } from './assemble'
import { getBoard } from './board'
import { exceptionsOf, SHOWN } from './exceptions/assemble'
import { readCandidates } from './exceptions/candidates'
import { historiesOf } from './exceptions/histories'
import { type Signal, sortOut } from './exceptions/sort-out'
import { explain } from './explain'
import { inputOf, type ReviewQuery, readFrameInput, readFrameNumbers, sparkOf } from './get-review'
import { readKept } from './kept/read'
import type { Moved } from './movers'
import { panelOf } from './panel'
import { readCommits } from './queries/commits'
import { readDetails } from './queries/details'
import { readGroupCounts } from './queries/group-counts'
import { readMoved } from './queries/moved'
import { readPanel } from './queries/panel'
import { scopeOf } from './scope'
import type { Tally } from './tally'
import type { Credit, Totals, WeeklyReview } from './types'
import { factsOf, namedCommits, whyOf } from './why'

/** Weeks that limits of normal variation are from, the one looked at and the one before the first. */
const WEEKS = 28
const BOARD = 8
const CREDIT = 4

/** The whole page of a week as it is known now. Throws WeekError for a week that is none. */
export function getWeekly(db: Client, query: ReviewQuery): Promise<WeeklyReview> {
  return inSnapshot(db, (client) => readWeekly(client, query))
}

async function readWeekly(client: pg.PoolClient, query: ReviewQuery): Promise<WeeklyReview> {
  const { filter, now } = query
  const scope = scopeOf(filter)
  const frame = await readFrameInput(client, query, WEEKS)
  const { week, directory } = frame
  const [since, at] = [new Date(week.since), new Date(week.at)]
  // What the week holds, and beside it what the weeks before say of it: neither needs the other.
  const [own, past] = await together(
    client,
    async (db) => ({
      numbers: await readFrameNumbers(db, frame),
      kept: await readKept(db, filter, scope, week, now),
      movedParts: await readMoved(db, filter, since, at),
      panel: panelOf(await readPanel(db, filter, since, at)),
      board: await getBoard(db, filter, since, at, BOARD),
    }),
    async (db) => ({
      ...(await readPast(db, frame)),
      budgets: await readBudgetsOf(db, frame, now),
      events: await getEvents(db, { filter, from: sparkOf(frame)[0]?.from ?? since, to: at }),
    }),
  )
  const { kept, movedParts } = own
  const input = inputOf(frame, own.numbers, past.streams)
  const { moved, tallies } = input
  const review = assembleReview(input)
  const labels = new Map(
    [...directory.serviceNames, ...directory.teamNames].map((n) => [n.id, n.name]),
  )
  const sorted = sortOut(historiesOf({ ...past, ...frame }), moved, week.running)
  const signals = sorted.signals.slice(0, SHOWN)
  const services = signals.flatMap(({ by, key }) => (by === 'service' ? key : []))
  const lists = signals.map(({ measure, by, key, current }) => {
    const change = current < 0 ? ('gone' as const) : ('appeared' as const)
    return { ...filter, [by]: key, measure, at, since, change, cause: 'drift' as const }
  })
  const came = lists.map((list) => (list.change === 'appeared' ? list : undefined))
  const [details, { commits, ...who }] = await together(
    client,
    async (db) => {
      const all = []
      for (const list of lists) all.push(await readDetails(db, list))
      return all
    },
    async (db) => ({
      groups: await readGroupCounts(db, filter, at, services),
      candidates: await readCandidates(db, came, at),
      commits: await readCommits(db, namedCommits(signals.flatMap(({ tally }) => tally ?? []))),
    }),
  )
  const context = {
    ...input.context,
    commits: new Map([...input.context.commits, ...factsOf(commits)]),
  }
  const why = (subject: Pick<Signal, 'measure' | 'by' | 'key'>, tally: Tally) => {
    const { measure, by, key } = subject
    const list = { ...filter, [by]: key, measure, at: week.at, since: week.since }
    return whyOf(tally, measure, list, context)
  }
  return {
    ...review,
    scope,
    totals: totalsOf(
      Object.values(tallies),
      kept.actions.filter(({ state }) => state === 'overdue').length,
    ),
    explained: review.measures.flatMap(({ measure, value, change }) =>
      value === null || change === null
        ? []
        : [explain(measure, value, tallies[measure], movedParts)],
    ),
    exceptions: exceptionsOf(sorted, {
      week: week.id,
      labels,
      ...who,
      kept,
      details,
      why: (signal) => (signal.tally ? why(signal, signal.tally) : []),
    }),
    carried: kept.actions,
    panel: own.panel,
    credit: creditOf(moved, labels, why),
    board: own.board,
    budgets: past.budgets,
    events: past.events,
  }
}

/** Budgets that bind whom the page is about, with the weeks of its small charts. */
async function readBudgetsOf(db: Client, frame: FrameInput, now: Date): Promise<BudgetState[]> {
  const at = new Date(frame.week.at)
  const scopes = await scopesOf(db, frame.filter, frame.directory, at)
  return getBudgets(db, { scopes, from: sparkOf(frame)[0]?.at, at, now })
}

const BOTH = ['kind', 'service_id', 'team_id'] as const

/** The weeks of every service and team, and what covers them. */
async function readPast(db: Client, { buckets, filter }: FrameInput) {
  const instants = buckets.map((bucket) => bucket.at)
  return {
    streams: await readStreams(db, buckets),
    edges: await readEdges(db, filter, instants),
    stock: await readStockEdges(db, MEASURES, filter, BOTH, instants),
  }
}

/** From sums each grouping by itself, which is much less than both together; from rows at once. */
async function readEdges(db: Client, filter: Filter, instants: readonly Date[]) {
  const by = (keys: readonly KeyColumn[]) => countEdges(db, MEASURES, filter, keys, instants)
  if (isWeekly({ ...countingOf(MEASURES), filter, keys: BOTH })) {
    return { service: await by(['kind', 'service_id']), team: await by(['kind', 'team_id']) }
  }
  const edges = await by(BOTH)
  const without = (i: number) =>
    edges.map(({ keys, changes }) => ({ keys: keys.filter((_, at) => at !== i), changes }))
  return { service: without(2), team: without(1) }
}

function totalsOf(tallies: readonly Tally[], pastDue: number): Totals {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, t) => total + of(t), 0)
  const causes = Object.fromEntries(
    CAUSES.map((cause) => [
      cause,
      {
        appeared: sum((t) => t.causes[cause].appeared),
        gone: sum((t) => t.causes[cause].gone),
      },
    ]),
  ) as Totals['causes']
  return { net: sum((t) => t.net), causes, pastDue }
}

/** Services and teams that improved most, by what code and people did. */
function creditOf(
  moved: readonly Moved[],
  labels: ReadonlyMap<string, string>,
  why: (moved: Moved, tally: Tally) => Credit['why'],
): Credit[] {
  return moved
    .filter(({ tally }) => tally.drift < 0)
    .sort((a, b) => a.tally.drift - b.tally.drift)
    .slice(0, CREDIT)
    .map((m) => ({
      ...{ measure: m.measure, by: m.by, key: m.key, label: labels.get(m.key) ?? 'No team' },
      change: m.tally.drift,
      why: why(m, m.tally),
    }))
}
