import type { FactsCache } from '../cache/facts-cache'
import { type Job, jobKey } from '../extract/blob-facts'
import type { FactsSource } from '../extract/facts-source'
import type { Version } from '../git/versions'
import type { Language } from '../model'
import type { FindingRecord } from '../sarif/record'
import { introduction } from './introduction'
import type { Lineage } from './lineage'

export interface Task {
  lineage: Lineage
  versions: readonly Version[]
}

const BATCH = 256

/**
 * Finds introducing commits by reading the blobs between: exact, free of blame's line guesses, and
 * a blob is parsed once for all findings in it. Answers are kept on disk by finding and blob.
 */
export class IntroductionFinder {
  /** How many sites of each form a blob shows, by blob. */
  private readonly shown = new Map<string, Map<string, number>>()

  constructor(
    private readonly facts: FactsSource,
    private readonly cache: FactsCache,
    private readonly languageOf: (path: string) => Language | null,
  ) {}

  /** The commit found by an earlier run for this finding in this blob. */
  remembered(record: FindingRecord): string | undefined {
    return this.cache.introducedBy(`${record.fingerprints.site}:${record.blob}`)
  }

  remember(record: FindingRecord, commit: string): void {
    const key = `${record.fingerprints.site}:${record.blob}`
    if (!record.assembled && this.cache.introducedBy(key) !== commit) {
      this.cache.introductions.put(key, JSON.stringify(commit))
    }
  }

  /**
   * Sets `introducedBy` where it can be found. Stops at `deadline` (ms since the epoch); what is
   * open then stays unknown. Gives the number found.
   */
  async resolve(
    tasks: readonly Task[],
    deadline: number,
    onProgress: (done: number, total: number) => void,
  ): Promise<number> {
    let open = tasks
    let found = 0
    while (open.length > 0 && Date.now() < deadline) {
      const jobs = new Map<string, Job>()
      const waiting: Task[] = []
      for (const task of open) {
        const about = task.lineage.first
        const answer = introduction({ about, versions: task.versions }, this.shows)
        if ('commit' in answer) {
          task.lineage.introducedBy = answer.commit
          found += 1
        } else if ('read' in answer) {
          waiting.push(task)
          for (const job of this.jobs(about, [about.blob, ...answer.read]))
            jobs.set(jobKey(job), job)
        }
      }
      const unread = [...jobs.values()].filter((job) => !this.shown.has(jobKey(job)))
      await this.read(unread, deadline)
      onProgress(tasks.length - waiting.length, tasks.length)
      open = waiting
    }
    return found
  }

  /**
   * Whether a blob shows the finding: in its exact form, else (as between weeks) where its content,
   * or its rule and symbol, stand exactly once both here and in the finding's own blob.
   */
  private readonly shows = (about: FindingRecord, blob: string): boolean | undefined => {
    const [job] = this.jobs(about, [blob])
    const [ownJob] = this.jobs(about, [about.blob])
    if (job === undefined || ownJob === undefined) return false
    const here = this.shown.get(jobKey(job))
    const own = this.shown.get(jobKey(ownJob))
    if (here === undefined || own === undefined) return undefined
    if ((here.get(exactForm(about)) ?? 0) > about.fingerprints.ordinal) return true
    return [contentForm(about), symbolForm(about)].some(
      (form) => here.get(form) === 1 && own.get(form) === 1,
    )
  }

  private jobs(about: FindingRecord, blobs: readonly string[]): Job[] {
    const language = this.languageOf(about.path)
    return language === null ? [] : blobs.map((hash) => ({ hash, language }))
  }

  private async read(jobs: readonly Job[], deadline: number): Promise<void> {
    for (let at = 0; at < jobs.length; at += BATCH) {
      if (at > 0 && Date.now() > deadline) return
      const batch = jobs.slice(at, at + BATCH)
      await this.facts.ensure(batch, () => {})
      for (const job of batch) {
        const known = await this.facts.get(job)
        this.shown.set(jobKey(job), countForms('facts' in known ? known.facts.sites : []))
      }
    }
  }
}

type Form = { rule: string; symbol: string; content: string }

const exactForm = ({ rule, symbol, content }: Form) => `${rule}\n${symbol}\n${content}`
const contentForm = ({ rule, content }: Form) => `content\n${rule}\n${content}`
const symbolForm = ({ rule, symbol }: Form) => `symbol\n${rule}\n${symbol}`

function countForms(sites: readonly Form[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const site of sites) {
    for (const form of [exactForm(site), contentForm(site), symbolForm(site)]) {
      counts.set(form, (counts.get(form) ?? 0) + 1)
    }
  }
  return counts
}
