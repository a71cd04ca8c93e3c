import { database } from '@/lib/db/database'
import { applyMarker } from './testing'
import { startWorker } from './worker'

/** A worker process that applies, says so, and then waits for ever before it commits. */
startWorker({
  pool: database().pool,
  leaseMs: 300,
  apply: async (client, id, scan) => {
    await applyMarker(client, id, scan)
    console.log('applied')
    return new Promise(() => {})
  },
})
