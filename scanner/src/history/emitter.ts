import type { Tag } from '../git/tags'
import { type Notification, type RunHead, writeSarif } from '../sarif/write'
import type { CommitBook } from './commit-book'
import type { Lineage } from './lineage'
import type { RunContext } from './run'
import type { Snapshot } from './snapshot'
import type { TurnFinder } from './turn-finder'
import type { Scan } from './types'
import type { DatedCommit } from './weeks'
import { type FileWriter, WRITERS_WEEKS } from './writers'

const iso = (ms: number) => new Date(ms).toISOString()

/** Writes scans as SARIF and hands them on, one at a time. */
export class Emitter {
  emitted = 0
  tip: Omit<Scan, 'sarif'> | undefined
  private readonly startTime = iso(Date.now())
  private lastEnd = 0
  private lastTip = ''

  constructor(
    private readonly context: RunContext,
    private readonly book: CommitBook,
    private readonly turns: TurnFinder,
  ) {}

  /** `lineages` run parallel to the snapshot's records. A `final` that adds nothing is not sent. */
  async emit(
    stage: Scan['stage'],
    commit: DatedCommit,
    snapshot: Snapshot,
    lineages: readonly Lineage[],
    writers?: readonly FileWriter[],
  ): Promise<void> {
    const { options, repository, rules, version } = this.context
    const origins = snapshot.records.map((record, i) => ({
      introducedBy: lineages[i]?.introducedBy,
      changedBy: this.turns.of(commit.hash, record),
    }))
    const known = origins.flatMap(({ introducedBy, changedBy }) => [
      ...(introducedBy === undefined ? [] : [introducedBy]),
      ...(changedBy ?? []).map((change) => change.commit),
    ])
    const nothingNew = stage === 'final' && this.lastTip === known.join()
    if (stage === 'tip') this.lastTip = known.join()
    if (nothingNew && this.tip !== undefined) return
    await this.book.learn(known)
    const head = this.head(stage, commit, snapshot, known, writers)
    const { sarif: _, ...scan }: Scan = {
      commit: commit.hash,
      committedAt: head.committedAt,
      ref: head.branch,
      repository: repository.name,
      category: head.category,
      toolVersion: version,
      stage,
      results: snapshot.records.filter(({ rule }) => !rule.startsWith('flow/')).length,
      counts: this.counts(snapshot),
      files: snapshot.files,
      sarif: '',
    }
    if (stage !== 'week') this.tip = scan
    if (!options.onScan) return
    const sarif = writeSarif(head, rules, snapshot.records, origins)
    await options.onScan({ ...scan, sarif })
    this.emitted += 1
  }

  private counts(snapshot: Snapshot): Record<string, number> {
    const counts: Record<string, number> = {}
    // Flow segments are material for joining repositories and no findings.
    for (const { id, kind } of this.context.rules.rules) if (kind !== 'flow') counts[id] = 0
    for (const { rule } of snapshot.records) {
      const count = counts[rule]
      if (count !== undefined) counts[rule] = count + 1
    }
    return counts
  }

  private head(
    stage: Scan['stage'],
    commit: DatedCommit,
    snapshot: Snapshot,
    known: readonly string[],
    writers: readonly FileWriter[] | undefined,
  ): RunHead {
    const { options, repository, version, fresh, rootCommit, tags, alone } = this.context
    const through = commit.nextAt ?? Math.max(commit.committedAt, fresh)
    // The server keeps the run that ended last, so two of one commit must never end together.
    this.lastEnd = Math.max(Date.now(), this.lastEnd + 1)
    const endTime = iso(this.lastEnd)
    return {
      toolVersion: version,
      category: options.category ?? 'code',
      runId: `${commit.hash.slice(0, 12)}-${endTime.replace(/[-:.]/g, '')}`,
      ...(alone ? { startTime: this.startTime } : {}),
      endTime,
      repository: repository.name,
      repositoryUri: repositoryUri(repository.remoteUrl, repository.name),
      ...(rootCommit === undefined ? {} : { rootCommit }),
      commit: commit.hash,
      branch: repository.branch,
      defaultBranch: repository.defaultBranch,
      committedAt: iso(commit.committedAt),
      holdsThrough: iso(through),
      services: snapshot.services,
      documents: snapshot.documents,
      commits: this.book.pick(known),
      files: snapshot.files,
      ...(stage === 'week' || !repository.defaultBranch ? {} : { tags: tags.map(tagEntry) }),
      ...(writers === undefined ? {} : { writers: { weeks: WRITERS_WEEKS, files: writers } }),
      notifications: [...this.repositoryNotes(), ...snapshot.notifications],
    }
  }

  private repositoryNotes(): Notification[] {
    const { shallow, defaultBranch, branch } = this.context.repository
    const { tags, tagsLeft } = this.context
    const notes: Notification[] = []
    if (tagsLeft > 0) {
      const text = `${tagsLeft} older tags are not marked on charts; the newest ${tags.length} are`
      notes.push({ level: 'note', text })
    }
    if (shallow) {
      const text =
        'shallow clone: history and introducing commits end where it does; run git fetch --unshallow, then scan again'
      notes.push({ level: 'warning', text })
    }
    if (!defaultBranch) {
      const text = `${branch} is not the default branch of its remote; trends are made of the default branch`
      notes.push({ level: 'warning', text })
    }
    return notes
  }
}

const tagEntry = ({ name, commit, at }: Tag) => ({ name, commit, committedAt: iso(at) })

/** The remote without credentials as a URI; for a clone without one, its name. */
function repositoryUri(remoteUrl: string | null, name: string): string {
  const web = remoteUrl && /^https?:\/\//.test(remoteUrl)
  if (web) return remoteUrl.replace(/^(https?:\/\/)[^@/]*@/, '$1')
  if (/^[\w.-]+\.[a-z]{2,}\/\S+$/i.test(name)) return encodeURI(`https://${name}`)
  return `urn:plumbline:repository:${encodeURIComponent(name)}`
}
