import { BlobReader } from '../git/blobs'
import { extractJobs, type Job } from './blob-facts'
import type { Extractor } from './extractor'
import { type Batch, ExtractThread } from './thread'

const BATCH = 32
/** Below this many blobs starting threads costs more than it saves (each loads its grammars). */
const ENOUGH = 300
/** So many are read here at once, while threads may have others to do. */
const FEW = 8

export interface PoolOptions {
  gitDir: string
  extractor: Extractor
  /** Threads to use where the work is worth it; 0 keeps everything in this thread. */
  threads: number
}

/** Called with each finished batch: JSON texts of `BlobFacts`, in the order of its jobs. */
export type OnBatch = (jobs: readonly Job[], results: readonly string[]) => void

/** Batches that somebody waits for. */
interface Run {
  batches: Job[][]
  onBatch: OnBatch
  signal: AbortSignal | undefined
  /** Batches without an answer yet. */
  open: number
  resolve(): void
  reject(error: unknown): void
}

/** Extracts facts of blobs, in worker threads when there is enough to do. */
export class ExtractPool {
  private threads: ExtractThread[] = []
  /** What is left to give out. */
  private readonly runs: Run[] = []
  private reader: BlobReader | null = null
  private ready: Promise<void> | null = null

  constructor(private readonly options: PoolOptions) {}

  /** Of several runs at once the newest goes first: who asks meanwhile is waited for. */
  async run(jobs: readonly Job[], onBatch: OnBatch, signal?: AbortSignal): Promise<void> {
    const batches: Job[][] = []
    for (let at = 0; at < jobs.length; at += BATCH) batches.push(jobs.slice(at, at + BATCH))
    if (batches.length === 0) return
    const { threads, extractor } = this.options
    const threaded = threads > 0 && extractor.module !== undefined
    const enough = this.threads.length === 0 ? ENOUGH : FEW
    if (!threaded || jobs.length < enough) {
      return this.inline(batches, onBatch, signal)
    }
    await new Promise<void>((resolve, reject) => {
      this.runs.push({ batches, onBatch, signal, open: batches.length, resolve, reject })
      this.threads = this.threads.filter((thread) => !thread.isEnded)
      while (this.threads.length < threads) this.threads.push(this.start(extractor.module ?? ''))
      for (const thread of this.threads) thread.feed()
    })
  }

  async close(): Promise<void> {
    this.reader?.close()
    for (const thread of this.threads) thread.close()
    this.threads = []
  }

  private async inline(batches: Job[][], onBatch: OnBatch, signal?: AbortSignal): Promise<void> {
    this.ready ??= this.options.extractor.init()
    await this.ready
    this.reader ??= new BlobReader(this.options.gitDir)
    for (const batch of batches) {
      signal?.throwIfAborted()
      const results = await extractJobs(batch, this.reader, this.options.extractor.extract)
      onBatch(
        batch,
        results.map((result) => JSON.stringify(result)),
      )
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  private start(module: string): ExtractThread {
    return new ExtractThread({ gitDir: this.options.gitDir, module }, () => this.take())
  }

  /** The next batch to extract, and what to do with its answer. */
  private take(): Batch | null {
    for (let run = this.runs.at(-1); run; run = this.runs.at(-1)) {
      const jobs = run.signal?.aborted ? undefined : run.batches.shift()
      if (!jobs || run.batches.length === 0) this.runs.pop()
      if (jobs) {
        const its = run
        return { jobs, done: (results) => this.keep(its, jobs, results), fail: its.reject }
      }
      run.reject(run.signal?.reason)
    }
    return null
  }

  private keep(run: Run, jobs: readonly Job[], results: readonly string[]): void {
    try {
      run.onBatch(jobs, results)
      run.open -= 1
      if (run.open === 0) run.resolve()
    } catch (error) {
      run.batches.length = 0
      run.reject(error)
    }
  }
}
