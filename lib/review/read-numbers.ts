import type { Client } from '@/lib/db/database'
import type { WeekBucket } from '@/lib/trends/buckets'
import { countEdges, type Edges } from '@/lib/trends/queries/count-edges'
import { readRules } from '@/lib/trends/queries/names'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'
import { type Moved, movedOf, shownOf } from './movers'
import { type RawChange, readChanges } from './queries/changes'
import { readCommits } from './queries/commits'
import { type Part, readComposition, readWorst, type Worst } from './queries/composition'
import { type OwnCount, readOwnCounts } from './queries/group-counts'
import { type Tally, talliesOf } from './tally'
import { type Context, factsOf, namedCommits } from './why'

/** Everything of a review that is counted. */
export interface Numbers {
  /** Key: kind. */
  edges: Edges[]
  changes: RawChange[]
  /** The same of each measure. */
  tallies: Record<Measure, Tally>
  /** The same by service and team, and how much stands at the end of the week in those shown. */
  moved: Moved[]
  shown: { movers: Moved[]; services: OwnCount[]; teams: OwnCount[] }
  parts: Part[]
  worst: Worst
  context: Context
}

export async function readNumbers(
  db: Client,
  filter: Filter,
  buckets: readonly WeekBucket[],
  since: Date,
  at: Date,
): Promise<Numbers> {
  const instants = buckets.map((bucket) => bucket.at)
  const edges = await countEdges(db, MEASURES, filter, ['kind'], instants)
  const changes = await readChanges(db, filter, since, at)
  const moved = movedOf(changes)
  const movers = shownOf(moved)
  const services = movers.flatMap(({ by, key }) => (by === 'service' ? key : []))
  const parts = await readComposition(db, filter, at)
  const rules = await readRules(db, [...new Set([...changes, ...parts].map((row) => row.ruleId))])
  const tallies = talliesOf(changes)
  const named = [...Object.values(tallies), ...movers.map(({ tally }) => tally)]
  const commits = await readCommits(db, namedCommits(named))
  return {
    edges,
    changes,
    tallies,
    moved,
    shown: {
      movers,
      services: await readOwnCounts(db, filter, at, { services: [...new Set(services)] }),
      teams: await readOwnCounts(db, filter, at, 'teams'),
    },
    parts,
    worst: await readWorst(db, filter, at),
    context: {
      ruleNames: new Map(rules.map(({ id, name }) => [id, name])),
      commits: factsOf(commits),
    },
  }
}
