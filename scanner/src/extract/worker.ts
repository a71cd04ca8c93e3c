import { parentPort, workerData } from 'node:worker_threads'
import { BlobReader } from '../git/blobs'
import type { FileFacts, Language } from '../model'
import { extractJobs, type Job } from './blob-facts'

interface FactsModule {
  initParsers(languages?: Language[]): Promise<void>
  extractFacts(language: Language, source: string): FileFacts
}

/** Answer to one batch: one JSON text per job, in order, or what went wrong. */
export type WorkerAnswer = { ready: true } | { results: string[] } | { error: string }

const { gitDir, module } = workerData as { gitDir: string; module: string }
const port = parentPort

async function run(): Promise<void> {
  const facts = (await import(module)) as FactsModule
  await facts.initParsers()
  const reader = new BlobReader(gitDir)
  let last = Promise.resolve()
  port?.on('message', (jobs: Job[] | null) => {
    if (jobs === null) {
      reader.close()
      port.close()
      return
    }
    // One batch after the other, so that answers come in the order of the questions.
    last = last
      .then(() => extractJobs(jobs, reader, facts.extractFacts))
      .then((results) => post({ results: results.map((result) => JSON.stringify(result)) }))
      .catch((error: unknown) => post({ error: String(error) }))
  })
  post({ ready: true })
}

function post(answer: WorkerAnswer): void {
  port?.postMessage(answer)
}

run().catch((error: unknown) => post({ error: String(error) }))
