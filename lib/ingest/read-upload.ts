import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ScanParams } from '@/lib/sarif/params'
import type { Reading } from '@/lib/sarif/read'
import { unpackAndRead } from './unpack-and-read'

/** Above this, reading takes long enough to hold up the heartbeat (77 MB/s and then some). */
const inlineBytes = 5_000_000

export interface StoredBody {
  body: Buffer
  rawBytes: number
  params: ScanParams
}

/**
 * Reads a stored upload, a large one in a thread of its own with bounded memory. Rejects where the
 * thread ran out of memory or `signal` asks to stop.
 */
export async function readUpload(upload: StoredBody, signal: AbortSignal): Promise<Reading> {
  if (upload.rawBytes <= inlineBytes) return unpackAndRead(upload.body, upload.params)
  signal.throwIfAborted()
  const thread = new Worker(new URL('./reader-boot.mjs', import.meta.url), {
    workerData: { packed: upload.body, params: upload.params },
    resourceLimits: {
      maxOldGenerationSizeMb: Math.min(8192, Math.floor((totalmem() / 1e6) * 0.6)),
    },
  })
  const stop = () => void thread.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Reading>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', () => reject(new Error('The reading thread ended without an answer.')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await thread.terminate()
  }
}
