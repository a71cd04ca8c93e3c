import { contentSkip } from '../files/classify'
import type { BlobReader } from '../git/blobs'
import type { FileFacts, Language } from '../model'

/** A blob to read as a language. The same blob may be asked for in two languages. */
export interface Job {
  hash: string
  language: Language
}

/** What is known of a blob: its facts, or why it has none. Plain JSON, cached by `jobKey`. */
export type BlobFacts = { facts: FileFacts } | { skip: string }

export const jobKey = (job: Job) => `${job.hash}:${job.language}`

export type ExtractFn = (language: Language, source: string) => FileFacts

/**
 * Reads and extracts jobs one after the other, keeping a few blobs ahead in the pipe. A blob that
 * the extractor cannot take is `unreadable` with its message, and the rest goes on.
 */
export async function extractJobs(
  jobs: readonly Job[],
  reader: BlobReader,
  extract: ExtractFn,
): Promise<BlobFacts[]> {
  const blobs = jobs.map((job) => reader.read(job.hash))
  const results: BlobFacts[] = []
  for (const [index, job] of jobs.entries()) {
    const blob = await blobs[index]
    if (blob === undefined) continue
    if ('skip' in blob) {
      results.push({ skip: blob.skip === 'large' ? 'larger than 1 MiB' : 'missing' })
      continue
    }
    const skip = contentSkip(blob.bytes)
    results.push(skip === null ? attempt(job, blob.bytes, extract) : { skip })
  }
  return results
}

function attempt(job: Job, bytes: Buffer, extract: ExtractFn): BlobFacts {
  try {
    return { facts: extract(job.language, bytes.toString('utf8').replace(/^\ufeff/, '')) }
  } catch (error) {
    return { skip: `unreadable: ${error instanceof Error ? error.message : String(error)}` }
  }
}
