import type { Asked } from '../extract/extractor'
import { classify } from '../files/classify'
import { turnKeyOf } from '../sarif/fingerprint'
import type { Change, FindingRecord } from '../sarif/record'
import type { RunContext } from './run'
import type { Snapshot, Snapshotter } from './snapshot'
import type { TreeState } from './tree-state'
import { Merges, mainlineSteps, type Step } from './turn-steps'
import { explainTurns, keyOf, type Turn, turnsBetween } from './turns'

/**
 * States of the repository looked at between two scanned commits, after which the rest of the turns
 * stays unknown; 27 were the most in a year of langfuse. A count and no time: a scan must say the same
 * on a slow machine.
 */
const MOST_LOOKS = 200

type Concern = (turn: Turn, path: string) => boolean

const everything: Concern = () => true

/**
 * Finds, between two scanned commits, the commits at which findings over several files took their
 * form. The files of the finding itself are asked first, then lock files and configuration too,
 * then whole trees: most turns need little reading.
 */
export class TurnFinder {
  private readonly found = new Map<string, Map<string, Change[]>>()

  constructor(
    private readonly context: RunContext,
    private readonly snapshotter: Snapshotter,
  ) {}

  /** Commits that gave a record its form, where it is new at this scanned commit. */
  of(commit: string, record: FindingRecord): readonly Change[] | undefined {
    return record.assembled ? this.found.get(commit)?.get(keyOf(record)) : undefined
  }

  /** `tree` stands at the older commit. */
  async look(
    commits: { older: string; newer: string },
    older: Snapshot,
    newer: Snapshot,
    tree: TreeState,
  ): Promise<void> {
    const turns = turnsBetween(older.records, newer.records)
    if (turns.length === 0) return
    const budget = { left: MOST_LOOKS }
    const explained = new Map<string, Change[]>()
    const steps = await this.steps(commits, tree)
    const isManifest = (path: string) => tree.isManifest(path)
    const { repository, options } = this.context
    const merges = new Merges(repository, this.wanted(tree), options.signal)
    const circles: Concern[] = [
      ({ paths }, path) => paths.has(path),
      ({ paths }, path) => paths.has(path) || isManifest(path),
      everything,
    ]
    for (const concerns of circles) {
      const open = turns.filter(({ key }) => !explained.has(key))
      if (open.length === 0 || budget.left <= 0) break
      await this.explain(open, steps, concerns, { tree, merges }, explained, budget)
    }
    this.found.set(commits.newer, explained)
  }

  private async explain(
    turns: readonly Turn[],
    all: readonly Step[],
    concerns: Concern,
    { tree, merges }: { tree: TreeState; merges: Merges },
    explained: Map<string, Change[]>,
    budget: { left: number },
  ): Promise<void> {
    const { options } = this.context
    const steps = only(all, (path) => turns.some((turn) => concerns(turn, path)))
    const enough = () => budget.left <= 0
    const asked = askedOf(turns, (path) => tree.isManifest(path))
    const end = new Map(turns.map(({ key, after }) => [key, after]))
    const answers = await explainTurns(turns, steps, concerns, enough, async (until) => {
      options.signal?.throwIfAborted()
      // With every change there is, it is the newer commit.
      if (concerns === everything && until.length === steps.length) return end
      budget.left -= 1
      return this.snapshotter.shapesWith(tree, blobsAfter(until), asked)
    })
    for (const turn of turns) {
      const named: Change[] = []
      for (const { step, shape } of answers.get(turn.key) ?? []) {
        const touches = (path: string) => concerns(turn, path) && step.changes.has(path)
        const commit = await merges.inside(step, touches)
        const { attempts, endless } = shape
        named.push({ commit, attempts, ...(endless ? { unbounded: true } : {}) })
      }
      if (named.length > 0) explained.set(turn.key, named)
    }
  }

  /** Every commit between with its changes of files that findings are assembled from. */
  private steps({ older, newer }: { older: string; newer: string }, tree: TreeState) {
    const { repository, options } = this.context
    return mainlineSteps(repository, older, newer, this.wanted(tree), options.signal)
  }

  private wanted(tree: TreeState): (path: string) => boolean {
    return (path) => tree.isManifest(path) || this.isSource(path)
  }

  private isSource(path: string): boolean {
    const kind = classify(path, '100644', this.context.extractor.languageOf)
    return kind.kind === 'read' && !kind.test
  }
}

function askedOf(turns: readonly Turn[], isManifest: (path: string) => boolean): Asked {
  const rules = new Set(turns.map(({ rule }) => rule))
  const keys = new Set(turns.map(({ key }) => key))
  const known = new Map<string, boolean>()
  return {
    rule: (id) => rules.has(id),
    one: (rule, identity) => {
      const name = `${rule} ${identity}`
      const answer = known.get(name) ?? keys.has(turnKeyOf(rule, identity))
      known.set(name, answer)
      return answer
    },
    ...entriesOf(turns, isManifest),
  }
}

/** What configuration says is told for itself where no path leads through it. */
function entriesOf(turns: readonly Turn[], isManifest: (path: string) => boolean) {
  const keys = turns.flatMap(({ before, after, paths }) =>
    [...paths].some(isManifest) ? [] : (after.entry ?? before.entry ?? []),
  )
  return keys.length === turns.length ? { entries: new Set(keys) } : {}
}

function only(steps: readonly Step[], wanted: (path: string) => boolean): Step[] {
  return steps.flatMap((step) => {
    const changes = new Map([...step.changes].filter(([path]) => wanted(path)))
    return changes.size > 0 ? [{ ...step, changes }] : []
  })
}

function blobsAfter(steps: readonly Step[]): Map<string, string | null> {
  const blobs = new Map<string, string | null>()
  for (const { changes } of steps) for (const [path, blob] of changes) blobs.set(path, blob)
  return blobs
}
