import { database } from '@/lib/db/database'
import { startClock } from '@/lib/digest/clock'
import { followScans } from '@/lib/questions/follow-scans'
import { applyScan } from './apply'
import { startWorker } from './worker'

/** What is still being applied then is rolled back by PostgreSQL and applied after the next start. */
const graceMs = 8_000

/**
 * Entry of the worker process: applies uploads of `DATABASE_URL` and sends digests that are due,
 * until SIGTERM or SIGINT.
 */
function main(): void {
  const { pool, close } = database()
  // A connection that breaks between two statements would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const worker = startWorker({ pool, apply: applyScan, join: followScans })
  const clock = startClock(pool)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), graceMs).unref()
    await Promise.all([worker.stop(), clock.stop()])
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

main()
