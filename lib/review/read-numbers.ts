import type { Client } from '@/lib/db/database'
import type { WeekBucket } from '@/lib/trends/buckets'
import { countEdges, type Edges } from '@/lib/trends/queries/count-edges'
import { readRules } from '@/lib/trends/queries/names'
import { type Filter, MEASURES } from '@/lib/trends/types'
import { type RawChange, readChanges } from './queries/changes'
import { readCommits } from './queries/commits'
import { type Part, readComposition, readWorst, type Worst } from './queries/composition'
import { type GroupCount, readGroupCounts } from './queries/group-counts'
import { type Context, commitKey } from './why'

/** Everything of a review that is counted. */
export interface Numbers {
  /** Key: kind. */
  edges: Edges[]
  groups: GroupCount[]
  changes: RawChange[]
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
  const parts = await readComposition(db, filter, at)
  const rules = await readRules(db, [...new Set([...changes, ...parts].map((row) => row.ruleId))])
  const named = new Map<string, { repositoryId: string; sha: string }>()
  for (const { repositoryId, sha } of changes) {
    if (sha !== null) named.set(commitKey({ repositoryId, sha }), { repositoryId, sha })
  }
  const commits = await readCommits(db, [...named.values()])
  return {
    edges,
    groups: await readGroupCounts(db, filter, at),
    changes,
    parts,
    worst: await readWorst(db, filter, at),
    context: {
      ruleNames: new Map(rules.map(({ id, name }) => [id, name])),
      commits: new Map(commits.map((commit) => [commitKey(commit), commit])),
    },
  }
}
