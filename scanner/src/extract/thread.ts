import { Worker } from 'node:worker_threads'
import { ScanError } from '../errors'
import type { Job } from './blob-facts'
import type { WorkerAnswer } from './worker'

/** Batches that a thread has at a time: one that it reads and one to go on with. */
const AHEAD = 2

/** Jobs for a thread, and who waits for them. */
export interface Batch {
  jobs: Job[]
  done(results: string[]): void
  fail(why: ScanError): void
}

/** A worker thread that takes batches as long as there are any; it answers in their order. */
export class ExtractThread {
  private readonly worker: Worker
  private readonly sent: Batch[] = []
  private state: 'starting' | 'ready' | 'ended' = 'starting'

  constructor(
    workerData: { gitDir: string; module: string },
    private readonly take: () => Batch | null,
  ) {
    this.worker = new Worker(new URL('./worker-boot.js', import.meta.url), {
      workerData,
      execArgv: [],
    })
    this.worker.on('message', (answer: WorkerAnswer) => this.hear(answer))
    this.worker.on('error', (error) => this.end(`A parser thread failed: ${String(error)}`))
    this.worker.on('exit', (code) =>
      this.end(`A parser thread ended early (exit ${code}); run the scan again.`),
    )
  }

  /** Takes as much as it may have. */
  feed(): void {
    while (this.state === 'ready' && this.sent.length < AHEAD) {
      const batch = this.take()
      if (!batch) return
      this.sent.push(batch)
      this.worker.postMessage(batch.jobs)
    }
  }

  get isEnded(): boolean {
    return this.state === 'ended'
  }

  close(): void {
    if (this.state !== 'ended') this.worker.postMessage(null)
    this.state = 'ended'
  }

  private hear(answer: WorkerAnswer): void {
    if (this.state === 'ended') return
    if ('ready' in answer) {
      this.state = 'ready'
    } else if ('error' in answer) {
      this.end(`A parser thread failed: ${answer.error}`)
    } else {
      this.sent.shift()?.done(answer.results)
    }
    this.feed()
  }

  /** Whoever waits for this thread, or will ask it, is told why there is no answer. */
  private end(why: string): void {
    if (this.state === 'ended') return
    this.state = 'ended'
    // Its port would keep the process alive.
    void this.worker.terminate()
    const error = new ScanError(why)
    for (const batch of this.sent.splice(0)) batch.fail(error)
    for (let batch = this.take(); batch; batch = this.take()) batch.fail(error)
  }
}
