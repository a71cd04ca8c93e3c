import { getBudgets } from '@/lib/budgets/get-budgets'
import { scopesOf } from '@/lib/budgets/scopes'
import type { BudgetState } from '@/lib/budgets/types'
import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { getEvents } from '@/lib/events/get-events'
import { CAUSES } from '@/lib/findings/types'
import { countEdges, countingOf, type KeyColumn } from '@/lib/trends/queries/count-edges'
import { readStockEdges } from '@/lib/trends/queries/stock-edges'
import { isWeekly } from '@/lib/trends/queries/sums'
import { type Filter, MEASURES } from '@/lib/trends/types'
import { assembleReview, type ReviewInput } from './assemble'
import { getBoard } from './board'
import { exceptionsOf, SHOWN } from './exceptions/assemble'
import { readCandidates } from './exceptions/candidates'
import { historiesOf } from './exceptions/histories'
import { type Signal, sortOut } from './exceptions/sort-out'
import { explain } from './explain'
import { type LongInput, type ReviewQuery, readReviewInput } from './get-review'
import { readKept } from './kept/read'
import type { Moved } from './movers'
import { panelOf } from './panel'
import { readDetails } from './queries/details'
import { readGroupCounts } from './queries/group-counts'
import { readMoved } from './queries/moved'
import { readPanel } from './queries/panel'
import { scopeOf } from './scope'
import type { Tally } from './tally'
import type { Credit, Totals, WeeklyReview } from './types'
import { whyOf } from './why'

/** Weeks that limits of normal variation are from, the one looked at and the one before the first. */
const WEEKS = 28
const BOARD = 8
const CREDIT = 4

/** The whole page of a week as it is known now. Throws WeekError for a week that is none. */
export function getWeekly(db: Client, query: ReviewQuery): Promise<WeeklyReview> {
  return inSnapshot(db, (client) => readWeekly(client, query))
}

async function readWeekly(db: Client, query: ReviewQuery): Promise<WeeklyReview> {
  const { filter, now } = query
  const long = await readReviewInput(db, query, WEEKS)
  const { input } = long
  const { moved, tallies } = input
  const review = assembleReview(input)
  const { week } = review
  const [since, at] = [new Date(week.since), new Date(week.at)]
  const scope = scopeOf(filter)
  const labels = new Map(
    [...input.directory.serviceNames, ...input.directory.teamNames].map((n) => [n.id, n.name]),
  )
  const kept = await readKept(db, filter, scope, week, now)
  const sorted = sortOut(await readHistories(db, long, filter), moved, week.running)
  const why = (subject: Pick<Signal, 'measure' | 'by' | 'key'>, tally: Tally) => {
    const { measure, by, key } = subject
    const list = { ...filter, [by]: key, measure, at: week.at, since: week.since }
    return whyOf(tally, measure, list, input.context)
  }
  const signals = sorted.signals.slice(0, SHOWN)
  const services = signals.flatMap(({ by, key }) => (by === 'service' ? key : []))
  const lists = signals.map(({ measure, by, key, current }) => {
    const change = current < 0 ? ('gone' as const) : ('appeared' as const)
    return { ...filter, [by]: key, measure, at, since, change, cause: 'drift' as const }
  })
  const details = []
  for (const list of lists) details.push(await readDetails(db, list))
  const came = lists.map((list) => (list.change === 'appeared' ? list : undefined))
  const movedParts = await readMoved(db, filter, since, at)
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
      groups: await readGroupCounts(db, filter, at, services),
      kept,
      details,
      candidates: await readCandidates(db, came, at),
      why: (signal) => (signal.tally ? why(signal, signal.tally) : []),
    }),
    carried: kept.actions,
    panel: panelOf(await readPanel(db, filter, since, at)),
    credit: creditOf(moved, labels, why),
    board: await getBoard(db, filter, since, at, BOARD),
    budgets: await readBudgetsOf(db, input, query, at),
    events: await getEvents(db, { filter, from: input.buckets[0]?.from ?? since, to: at }),
  }
}

/** Budgets that bind whom the page is about, with the weeks of its small charts. */
async function readBudgetsOf(
  db: Client,
  { directory, buckets }: ReviewInput,
  { filter, now }: ReviewQuery,
  at: Date,
): Promise<BudgetState[]> {
  const scopes = await scopesOf(db, filter, directory, at)
  return getBudgets(db, { scopes, from: buckets[0]?.at, at, now })
}

const BOTH = ['kind', 'service_id', 'team_id'] as const

async function readHistories(db: Client, { input, buckets, streams }: LongInput, filter: Filter) {
  const { tools, directory } = input
  const instants = buckets.map((bucket) => bucket.at)
  return historiesOf({
    buckets,
    edges: await readEdges(db, filter, instants),
    stock: await readStockEdges(db, MEASURES, filter, BOTH, instants),
    streams,
    tools,
    directory,
  })
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
