import type { Client } from '@/lib/db/database'
import { sumCoverage } from '@/lib/trends/coverage'
import type { Directory } from '@/lib/trends/directory'
import { accumulate } from '@/lib/trends/points'
import { readStockEdges } from '@/lib/trends/queries/stock-edges'
import { readStreams, type StreamCoverage } from '@/lib/trends/queries/streams'
import { readToolKinds, type ToolKind } from '@/lib/trends/queries/tools'
import { streamsOfMeasure, streamsWithin } from '@/lib/trends/relevance'
import type { Measure } from '@/lib/trends/types'
import { type Evaluated, evaluate } from './evaluate'
import type { Instant } from './instants'
import { readCounted } from './queries/counted'
import type { Budget } from './types'

interface World {
  directory: Directory
  streams: readonly StreamCoverage[]
  tools: readonly ToolKind[]
}

/** Every budget at every instant, by id. One look at the streams for all, some counts for each. */
export async function evaluateAll(
  db: Client,
  budgets: readonly Budget[],
  instants: readonly Instant[],
  directory: Directory,
): Promise<Map<string, Evaluated[]>> {
  const world = {
    directory,
    streams: budgets.length > 0 ? await readStreams(db, instants) : [],
    tools: await readToolKinds(db, {}),
  }
  const evaluated = new Map<string, Evaluated[]>()
  for (const budget of budgets) {
    evaluated.set(budget.id, await evaluateOne(db, budget, instants, world))
  }
  return evaluated
}

async function evaluateOne(
  db: Client,
  budget: Budget,
  instants: readonly Instant[],
  { directory, streams, tools }: World,
): Promise<Evaluated[]> {
  const { by, key, versions } = budget
  const measure = versions[0]?.rule.measure
  if (!measure) return []
  const times = instants.map(({ at }) => at)
  const counts: number[][] = []
  for (const { rule } of versions) counts.push(await readCounted(db, budget, rule, times))
  const falls = versions.some(({ rule }) => rule.kind === 'falls')
  const stock = falls ? await readStock(db, budget, measure, times) : []
  const looking = streamsWithin(streamsOfMeasure(streams, tools, measure), { [by]: key }, directory)
  const { covered } = sumCoverage(looking, instants)
  return evaluate(
    versions,
    instants.map(({ at, running }, i) => ({
      at: at.toISOString(),
      counts: counts.map((of) => of[i] ?? 0),
      stock: stock[i] ?? 0,
      known: (covered[i] ?? 0) > 0,
      ...(running ? { running } : {}),
    })),
  )
}

/** What of the change since the first instant is no drift, as the review has it. */
async function readStock(
  db: Client,
  { by, key }: Budget,
  measure: Measure,
  instants: readonly Date[],
) {
  const edges = await readStockEdges(db, [measure], { [by]: key }, [], instants)
  return accumulate(edges, instants.length)
}
