import { Worker } from 'node:worker_threads'
import { ScanError } from '../errors'
import { BlobReader } from '../git/blobs'
import { extractJobs, type Job } from './blob-facts'
import type { Extractor } from './extractor'
import type { WorkerAnswer } from './worker'

const BATCH = 32
/** Below this many blobs starting threads costs more than it saves (each loads its grammars). */
const ENOUGH = 300

export interface PoolOptions {
  gitDir: string
  extractor: Extractor
  /** Threads to use where the work is worth it; 0 keeps everything in this thread. */
  threads: number
}

/** Called with each finished batch: JSON texts of `BlobFacts`, in the order of its jobs. */
export type OnBatch = (jobs: readonly Job[], results: readonly string[]) => void

/** Extracts facts of blobs, in worker threads when there is enough to do. */
export class ExtractPool {
  private workers: Promise<Worker>[] = []
  private reader: BlobReader | null = null
  private ready: Promise<void> | null = null

  constructor(private readonly options: PoolOptions) {}

  async run(jobs: readonly Job[], onBatch: OnBatch, signal?: AbortSignal): Promise<void> {
    const batches: Job[][] = []
    for (let at = 0; at < jobs.length; at += BATCH) batches.push(jobs.slice(at, at + BATCH))
    const { threads, extractor } = this.options
    const threaded = threads > 0 && extractor.module !== undefined
    if (!threaded || (jobs.length < ENOUGH && this.workers.length === 0)) {
      return this.inline(batches, onBatch, signal)
    }
    for (let n = this.workers.length; n < threads; n += 1) this.workers.push(this.start())
    const next = batches[Symbol.iterator]()
    await Promise.all(this.workers.map((worker) => drain(worker, next, onBatch, signal)))
  }

  async close(): Promise<void> {
    this.reader?.close()
    const workers = await Promise.allSettled(this.workers)
    this.workers = []
    for (const worker of workers) if (worker.status === 'fulfilled') worker.value.postMessage(null)
  }

  private async inline(batches: Job[][], onBatch: OnBatch, signal?: AbortSignal): Promise<void> {
    if (batches.length === 0) return
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

  private async start(): Promise<Worker> {
    const worker = new Worker(new URL('./worker-boot.js', import.meta.url), {
      workerData: { gitDir: this.options.gitDir, module: this.options.extractor.module },
      execArgv: [],
    })
    const answer = await nextAnswer(worker)
    if ('error' in answer) throw new ScanError(`A parser thread did not start: ${answer.error}`)
    return worker
  }
}

async function drain(
  starting: Promise<Worker>,
  next: Iterator<Job[]>,
  onBatch: OnBatch,
  signal?: AbortSignal,
): Promise<void> {
  const worker = await starting
  for (let item = next.next(); !item.done; item = next.next()) {
    signal?.throwIfAborted()
    worker.postMessage(item.value)
    const answer = await nextAnswer(worker)
    if ('error' in answer) throw new ScanError(`A parser thread failed: ${answer.error}`)
    if ('results' in answer) onBatch(item.value, answer.results)
  }
}

function nextAnswer(worker: Worker): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
    }
    const onMessage = (answer: WorkerAnswer) => {
      settle()
      resolve(answer)
    }
    const onError = (error: Error) => {
      settle()
      reject(error)
    }
    const onExit = (code: number) => {
      settle()
      reject(new ScanError(`A parser thread ended early (exit ${code}); run the scan again.`))
    }
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
  })
}
