import type { FactsCache } from '../cache/facts-cache'
import type { BlobFacts, Job } from './blob-facts'
import { jobKey } from './blob-facts'
import type { ExtractPool } from './pool'

export interface ExtractCounts {
  /** Blobs read and parsed in this run. */
  parsed: number
  /** Distinct blobs asked for that an earlier run had parsed. */
  cached: number
}

/** Facts by blob: from the cache, else read and parsed once and kept there. */
export class FactsSource {
  readonly counts: ExtractCounts = { parsed: 0, cached: 0 }
  /** Blobs this clone does not have: known for this run only, a later fetch may bring them. */
  private readonly missing = new Map<string, BlobFacts>()
  private readonly asked = new Set<string>()
  private readonly stopping = new AbortController()
  private readonly signal: AbortSignal
  private readonly running = new Set<Promise<void>>()

  constructor(
    private readonly cache: FactsCache,
    private readonly pool: ExtractPool,
    signal?: AbortSignal,
    /** Objects of a partial clone; older git would try to fetch one that is not among them. */
    private readonly present: ReadonlySet<string> | null = null,
  ) {
    const signals = signal ? [signal, this.stopping.signal] : [this.stopping.signal]
    this.signal = AbortSignal.any(signals)
  }

  /** Ends what is still read ahead; to be awaited before pool and cache are closed. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await Promise.allSettled(this.running)
  }

  /** Makes the facts of all jobs known; each blob is read once however often it is named. */
  async ensure(jobs: Iterable<Job>, onDone: (done: number, total: number) => void): Promise<void> {
    await this.extract(this.wanted(jobs), onDone)
  }

  /**
   * The same for one group after the other, none waiting for those before it to be used: one promise
   * for each, kept when its facts and those of all groups before it are known.
   */
  ensureInTurn(
    groups: readonly Iterable<Job>[],
    onDone: (done: number, total: number) => void,
  ): Promise<void>[] {
    const wanted = groups.map((jobs) => this.wanted(jobs))
    const jobs = new Map(wanted.flat().map((job) => [jobKey(job), job]))
    const keep = new Map<string, () => void>()
    const known = new Map(
      [...jobs.keys()].map((key) => [key, new Promise<void>((kept) => keep.set(key, kept))]),
    )
    const all = this.extract([...jobs.values()], onDone, (job) => keep.get(jobKey(job))?.())
    let before: Promise<unknown> = Promise.resolve()
    return wanted.map((group) => {
      const own = [before, ...group.map((job) => known.get(jobKey(job)))]
      // The whole ends well only after each part, so that only its failure comes first.
      const turn = Promise.race([Promise.all(own).then(() => {}), all])
      turn.catch(() => {})
      before = turn
      return turn
    })
  }

  /** Those that nothing is known of yet. */
  private wanted(jobs: Iterable<Job>): Job[] {
    const wanted = new Map<string, Job>()
    for (const job of jobs) {
      const key = jobKey(job)
      if (this.missing.has(key)) continue
      if (this.isAbsent(job)) this.missing.set(key, { skip: 'missing' })
      else if (!this.cache.facts.has(key)) wanted.set(key, job)
      else if (!this.asked.has(key)) this.counts.cached += 1
      this.asked.add(key)
    }
    return [...wanted.values()]
  }

  private async extract(
    jobs: Job[],
    onDone: (done: number, total: number) => void,
    onKept: (job: Job) => void = () => {},
  ): Promise<void> {
    if (jobs.length === 0) return
    let done = 0
    onDone(0, jobs.length)
    const run = this.pool.run(
      jobs,
      (batch, results) => {
        for (const [i, job] of batch.entries()) {
          this.keep(job, results[i] ?? '')
          onKept(job)
        }
        done += batch.length
        this.counts.parsed += batch.length
        onDone(done, jobs.length)
      },
      this.signal,
    )
    this.running.add(run)
    try {
      await run
    } finally {
      this.running.delete(run)
      // What was parsed is kept, also when the run is stopped half way.
      this.cache.facts.flush()
    }
  }

  private isAbsent(job: Job): boolean {
    return this.present !== null && !this.present.has(job.hash)
  }

  private keep(job: Job, json: string): void {
    if (json === '{"skip":"missing"}') this.missing.set(jobKey(job), { skip: 'missing' })
    else this.cache.facts.put(jobKey(job), json)
  }

  /** Facts of a blob. One that the cache lost to a torn line is read again. */
  async get(job: Job): Promise<BlobFacts> {
    const key = jobKey(job)
    const known = this.missing.get(key) ?? this.cache.get(key)
    if (known !== undefined) return known
    if (this.isAbsent(job)) return { skip: 'missing' }
    await this.extract([job], () => {})
    return this.missing.get(key) ?? this.cache.get(key) ?? { skip: 'unreadable: not kept' }
  }
}
