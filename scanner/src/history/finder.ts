import type { FactsCache } from '../cache/facts-cache'
import { type Job, jobKey } from '../extract/blob-facts'
import type { FactsSource } from '../extract/facts-source'
import type { BlobTexts } from '../git/texts'
import type { Version } from '../git/versions'
import type { Language } from '../model'
import type { FindingRecord } from '../sarif/record'
import { introduction } from './introduction'
import type { Lineage } from './lineage'
import { textShows } from './text-evidence'

export interface Task {
  lineage: Lineage
  versions: readonly Version[]
}

const BATCH = 256

/**
 * Finds introducing commits by looking at the blobs between, free of blame's line guesses. Where a
 * blob's text settles it, it is not parsed; else it is parsed once for all findings in it. Answers
 * are kept on disk by finding and blob.
 */
export class IntroductionFinder {
  /** How many sites of each form a blob shows, by blob. */
  private readonly shown = new Map<string, Map<string, number>>()
  /** What texts of blobs that were not parsed say, by finding and blob. */
  private readonly textSays = new Map<string, boolean>()

  constructor(
    private readonly facts: FactsSource,
    private readonly cache: FactsCache,
    private readonly texts: BlobTexts,
    private readonly languageOf: (path: string) => Language | null,
  ) {}

  /** The commit found by an earlier run for this finding in this blob. */
  remembered(record: FindingRecord): string | undefined {
    return this.cache.introducedBy(pair(record, record.blob))
  }

  remember(record: FindingRecord, commit: string): void {
    const key = pair(record, record.blob)
    if (!record.assembled && this.cache.introducedBy(key) !== commit) {
      this.cache.introductions.put(key, JSON.stringify(commit))
    }
  }

  /**
   * Sets `introducedBy` where it can be found; those that texts settle come first. Stops at
   * `deadline` (ms since the epoch); what is open then stays unknown.
   */
  async resolve(
    tasks: readonly Task[],
    deadline: number,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    let open = tasks
    while (open.length > 0 && Date.now() < deadline) {
      const jobs = new Map<string, Job>()
      const waiting: Task[] = []
      for (const [i, task] of open.entries()) {
        if (i % BATCH === 0 && Date.now() > deadline) return
        const wanted = await this.advance(task)
        if (wanted.length > 0) waiting.push(task)
        for (const job of wanted) jobs.set(jobKey(job), job)
      }
      const unread = [...jobs.values()].filter((job) => !this.shown.has(jobKey(job)))
      await this.read(unread, deadline)
      onProgress(tasks.length - waiting.length, tasks.length)
      open = waiting
    }
  }

  /**
   * Goes on as far as texts and known facts lead; gives the blobs whose facts the next step needs.
   * The version that a commit is named for is always one whose facts are known: a text may stand
   * there before what makes it a finding (an import, a decorator further up) does.
   */
  private async advance({ lineage, versions }: Task): Promise<Job[]> {
    const about = lineage.first
    for (;;) {
      const answer = introduction({ about, versions }, this.shows)
      if ('unknown' in answer) return []
      if ('commit' in answer) {
        const proof = this.jobs(about, answer.blob === null ? [] : [answer.blob])
        if (proof.some((job) => !this.shown.has(jobKey(job)))) return this.withOwn(about, proof)
        lineage.introducedBy = answer.commit
        return []
      }
      const unsettled = await this.unsettled(about, answer.read)
      if (unsettled.length > 0) return this.withOwn(about, unsettled)
    }
  }

  /**
   * Whether a blob shows the finding: in its exact form, else (as between weeks) where its content,
   * or its rule and symbol, with its beginning or without, stand exactly once both here and in the
   * finding's own blob.
   */
  private readonly shows = (about: FindingRecord, blob: string): boolean | undefined => {
    const [job] = this.jobs(about, [blob])
    const [ownJob] = this.jobs(about, [about.blob])
    if (job === undefined || ownJob === undefined) return false
    const here = this.shown.get(jobKey(job))
    const own = this.shown.get(jobKey(ownJob))
    if (here === undefined || own === undefined) return this.textSays.get(pair(about, blob))
    if ((here.get(exactForm(about)) ?? 0) > about.fingerprints.ordinal) return true
    return looserForms(about).some((form) => here.get(form) === 1 && own.get(form) === 1)
  }

  private withOwn(about: FindingRecord, jobs: readonly Job[]): Job[] {
    return [...this.jobs(about, [about.blob]), ...jobs]
  }

  /** Of the blobs asked for, those that their text leaves open. */
  private async unsettled(about: FindingRecord, asked: readonly string[]): Promise<Job[]> {
    const open: Job[] = []
    for (const job of this.jobs(about, asked)) {
      const says = this.cache.facts.has(jobKey(job)) ? undefined : await this.text(about, job.hash)
      if (says === undefined) open.push(job)
      else this.textSays.set(pair(about, job.hash), says)
    }
    return open
  }

  private async text(about: FindingRecord, blob: string): Promise<boolean | undefined> {
    const own = await this.texts.get(about.blob)
    const here = await this.texts.get(blob)
    return own === null || here === null ? undefined : textShows(about, own, here)
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

const pair = (about: FindingRecord, blob: string) => `${about.fingerprints.site}:${blob}`

type Form = { rule: string; symbol: string; content: string; beginning?: string }

const exactForm = ({ rule, symbol, content }: Form) => `${rule}\n${symbol}\n${content}`
const looserForms = ({ rule, symbol, content, beginning }: Form): string[] => [
  `content\n${rule}\n${content}`,
  ...(symbol === '' ? [] : [`symbol\n${rule}\n${symbol}`]),
  ...(symbol === '' || beginning === undefined
    ? []
    : [`beginning\n${rule}\n${symbol}\n${beginning}`]),
]

function countForms(sites: readonly Form[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const site of sites) {
    for (const form of [exactForm(site), ...looserForms(site)]) {
      counts.set(form, (counts.get(form) ?? 0) + 1)
    }
  }
  return counts
}
