import type { FactsCache } from '../cache/facts-cache'
import type { Extractor } from '../extract/extractor'
import type { FactsSource } from '../extract/facts-source'
import { classify } from '../files/classify'
import type { Repository } from '../git/open'
import type { Tag } from '../git/tags'
import { BlobTexts } from '../git/texts'
import { diffTrees, listTree, type TreeChange } from '../git/tree'
import { versionLog } from '../git/versions'
import type { RuleIndex } from '../sarif/record'
import { CommitBook } from './commit-book'
import { Emitter } from './emitter'
import { IntroductionFinder, type Task } from './finder'
import { type Lineage, traceLineages } from './lineage'
import { introduceOlder } from './older'
import { type Snapshot, Snapshotter } from './snapshot'
import { TreeState } from './tree-state'
import { TurnFinder } from './turn-finder'
import type { ScanOptions, ScanSummary } from './types'
import type { DatedCommit } from './weeks'
import { Window } from './window'
import { writersOf, writersSince } from './writers'

export interface RunContext {
  options: ScanOptions
  skip: ReadonlySet<string>
  /** One commit is scanned and no other. */
  alone: boolean
  extractor: Extractor
  repository: Repository
  cache: FactsCache
  facts: FactsSource
  /** Objects of a partial clone, null for a full one. */
  present: ReadonlySet<string> | null
  rules: RuleIndex
  version: string
  /** Tags of the mainline in the window, and how many more there are. */
  tags: readonly Tag[]
  tagsLeft: number
  /** When the clone was last fresh, ms since the epoch. */
  fresh: number
  rootCommit?: string
  /**
   * Newest mainline commit before the time in which writers of files count, null where the history
   * begins later; undefined where nothing is said of writers.
   */
  beforeWriters?: DatedCommit | null
}

/** One scan of one repository, from the first tree to the last document. */
export class ScanRun {
  private readonly timings: Record<string, number> = {}
  private readonly tree: TreeState
  private readonly snapshotter: Snapshotter
  private readonly texts: BlobTexts
  private readonly finder: IntroductionFinder
  private readonly book: CommitBook
  private readonly emitter: Emitter
  private readonly turns: TurnFinder
  private readonly readTests: boolean
  private readonly started = Date.now()
  private window: Promise<Awaited<ReturnType<typeof versionLog>>> | null = null
  private introduced = { known: 0, total: 0 }
  private parseErrors = 0

  constructor(private readonly context: RunContext) {
    const { extractor, repository, facts, cache, rules, present } = context
    const { languageOf, manifests, configuration } = extractor
    this.readTests = context.options.readTests ?? false
    this.tree = new TreeState({
      languageOf,
      rules,
      manifests,
      ...(configuration ? { wants: configuration.wants } : {}),
      readTests: this.readTests,
      applies: extractor.applies,
    })
    this.snapshotter = new Snapshotter(repository, extractor, facts, rules, present)
    this.texts = new BlobTexts(repository.gitDir, present)
    this.finder = new IntroductionFinder(facts, cache, this.texts, languageOf)
    this.book = new CommitBook(repository)
    this.turns = new TurnFinder(context, this.snapshotter)
    this.emitter = new Emitter(context, this.book, this.turns)
  }

  close(): void {
    this.snapshotter.close()
    this.texts.close()
  }

  /** `commits` newest first, at least one. */
  async scan(commits: readonly DatedCommit[]): Promise<void> {
    const { repository, options } = this.context
    const [tip, second] = commits
    const oldest = commits.at(-1)
    if (tip === undefined || oldest === undefined) return
    const { languageOf } = this.context.extractor
    this.window = versionLog(
      repository,
      { tip: tip.hash, ...this.windowEnd(oldest) },
      (path) => languageOf(path) !== null,
      options.signal,
    )
    this.window.catch(() => {})
    const snapshots: Snapshot[] = []
    await this.timed('tree', async () => this.tree.load(await listTree(repository, tip.hash)))
    await this.read('read tip')
    snapshots.push(await this.snapshot())
    const changes = await this.timed('tree', () =>
      diffTrees(
        repository,
        commits.map(({ hash }) => hash),
      ),
    )
    if (second !== undefined && commits.length > 2) await this.early(commits, snapshots, changes)
    const read = this.readAhead(changes)
    await this.look(commits, snapshots)
    for (let i = snapshots.length; i < commits.length; i += 1) {
      await this.timed('read', async () => read.turns[i - 1])
      this.tree.apply(changes[i - 1] ?? [])
      snapshots.push(await this.snapshot())
      await this.look(commits, snapshots)
      if (read.isDone()) this.progress('assemble', i + 1, commits.length)
    }
    const lineages = await this.trace(commits, snapshots)
    for (const [i, commit] of commits.entries()) {
      const snapshot = snapshots[i]
      if (i === 0 || snapshot === undefined || this.context.skip.has(commit.hash)) continue
      await this.timed('write', () =>
        this.emitter.emit('week', commit, snapshot, lineages[i] ?? []),
      )
    }
    const budget = options.olderBudgetMs ?? olderBudget(commits.length, Date.now() - this.started)
    const report = (done: number, total: number) =>
      this.progress('introducing commits', done, total)
    await this.timed('introduce older', () =>
      introduceOlder(this.context, this.finder, oldest.hash, lineages.at(-1) ?? [], budget, report),
    )
    await this.final(tip, snapshots[0], lineages[0] ?? [])
  }

  summary(commits: number, total: number): ScanSummary {
    const { repository, facts } = this.context
    const { tip, emitted } = this.emitter
    return {
      repository: repository.name,
      branch: repository.branch,
      shallow: repository.shallow,
      commits,
      emitted,
      blobs: { ...facts.counts },
      timings: { ...this.timings, total },
      ...(tip === undefined ? {} : { tip }),
      parseErrors: this.parseErrors,
      introduced: this.introduced,
    }
  }

  /** The tip alone, as soon as the commit before it is known too. */
  private async early(
    commits: readonly DatedCommit[],
    snapshots: Snapshot[],
    changes: readonly TreeChange[][],
  ): Promise<void> {
    const [tip] = commits
    if (tip === undefined || this.context.skip.has(tip.hash)) return
    this.tree.apply(changes[0] ?? [])
    await this.read('read tip')
    snapshots.push(await this.snapshot())
    const [lineages] = await this.trace(commits.slice(0, 2), snapshots)
    const [snapshot] = snapshots
    if (snapshot === undefined) return
    await this.emitTip('tip', tip, snapshot, lineages ?? [])
  }

  private async final(tip: DatedCommit, snapshot: Snapshot | undefined, lineages: Lineage[]) {
    if (snapshot === undefined) return
    const known = lineages.filter((lineage) => lineage.introducedBy !== undefined).length
    this.introduced = { known, total: lineages.length }
    this.parseErrors = snapshot.notifications.filter((n) =>
      n.text.includes('could not be parsed'),
    ).length
    for (const [i, record] of snapshot.records.entries()) {
      const commit = lineages[i]?.introducedBy
      // The next run's oldest commit may be this tip.
      if (commit !== undefined) this.finder.remember(record, commit)
    }
    // Also where the server has the tip: it may be the first form, of a run that was stopped.
    await this.emitTip('final', tip, snapshot, lineages)
  }

  private async emitTip(
    stage: 'tip' | 'final',
    tip: DatedCommit,
    snapshot: Snapshot,
    lineages: readonly Lineage[],
  ): Promise<void> {
    const log = await this.window
    const writers =
      log && this.context.beforeWriters !== undefined
        ? writersOf(log, this.decisionPaths(snapshot), writersSince(tip.committedAt))
        : undefined
    await this.timed('write', () => this.emitter.emit(stage, tip, snapshot, lineages, writers))
  }

  private decisionPaths(snapshot: Snapshot): Set<string> {
    const { rules } = this.context.rules
    const decisions = new Set(rules.flatMap(({ id, kind }) => (kind === 'decision' ? id : [])))
    const records = snapshot.records.filter(({ rule }) => decisions.has(rule))
    return new Set(records.map(({ path }) => path))
  }

  /** The one log reaches back to the oldest scan, and as far as writers of files are told. */
  private windowEnd(oldest: DatedCommit): { not?: string } {
    const { beforeWriters } = this.context
    if (beforeWriters === null) return {}
    const older = beforeWriters && beforeWriters.committedAt < oldest.committedAt
    return { not: older ? beforeWriters.hash : oldest.hash }
  }

  private async read(step: string): Promise<void> {
    const jobs = [...this.tree.pending()].map(({ job }) => job)
    await this.timed('read', () =>
      this.context.facts.ensure(jobs, (done, total) => this.progress(step, done, total)),
    )
  }

  /** Reads on while weeks are assembled: for each step between two, when what it brings is known. */
  private readAhead(changes: readonly TreeChange[][]) {
    const { languageOf } = this.context.extractor
    const groups = changes.map((step) =>
      step.flatMap(({ path, to }) => {
        const kind = to === null ? null : classify(path, to.mode, languageOf)
        const wanted = kind?.kind === 'read' && (this.readTests || !kind.test)
        return wanted && to ? [{ hash: to.hash, language: kind.language }] : []
      }),
    )
    let left = 0
    const turns = this.context.facts.ensureInTurn(groups, (done, total) => {
      left = total - done
      this.progress('read history', done, total)
    })
    return { turns, isDone: () => left === 0 }
  }

  private snapshot(): Promise<Snapshot> {
    this.context.options.signal?.throwIfAborted()
    return this.timed('assemble', () => this.snapshotter.take(this.tree))
  }

  /** The commits of what turned between the two snapshots taken last; the tree stands at the older. */
  private async look(commits: readonly DatedCommit[], snapshots: readonly Snapshot[]) {
    const last = snapshots.length - 1
    const [older, newer] = [snapshots[last], snapshots[last - 1]]
    const between = { older: commits[last]?.hash ?? '', newer: commits[last - 1]?.hash ?? '' }
    if (!older || !newer) return
    await this.timed('turns', () => this.turns.look(between, older, newer, this.tree))
  }

  /** Lineages of each commit, in the commits' order, with what the window can say. */
  private async trace(commits: readonly DatedCommit[], snapshots: readonly Snapshot[]) {
    const oldestFirst = snapshots.map((snapshot) => snapshot.records).reverse()
    const log = await this.timed('introduce', async () => this.window)
    const scanned = commits.map((commit) => commit.hash).reverse()
    const window = log ? new Window(log, scanned, this.turns) : undefined
    const lineages = await this.timed('assemble', async () =>
      traceLineages(oldestFirst, (path, week) => window?.origin(path, week)),
    )
    if (window) await this.resolve(window.tasks(new Set(lineages.flat())))
    return lineages.reverse()
  }

  private async resolve(tasks: readonly Task[]): Promise<void> {
    const { signal } = this.context.options
    const check = () => signal?.throwIfAborted()
    await this.timed('introduce', () => this.finder.resolve(tasks, Number.POSITIVE_INFINITY, check))
  }

  private progress(step: string, done: number, total: number): void {
    this.context.options.onProgress?.({ step, done, total })
  }

  private async timed<T>(part: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      this.timings[part] = (this.timings[part] ?? 0) + performance.now() - start
    }
  }
}

/** A tenth of the scan so far; at least 1.5 s with history, 10 s for a single commit. */
const olderBudget = (commits: number, elapsedMs: number) =>
  Math.max(commits > 1 ? 1500 : 10_000, elapsedMs / 10)
