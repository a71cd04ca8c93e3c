import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { isDatabaseAway } from '@/lib/http/database-away'
import { type ApplyScan, processUpload } from './process-upload'
import {
  failOrphans,
  giveBack,
  type Lease,
  maxAttempts,
  retryLater,
  settle,
  takeLease,
} from './queue'
import { readUpload } from './read-upload'
import { failedReceipt } from './receipt'
import { createWaker } from './wake'

export interface WorkerOptions {
  pool: pg.Pool
  apply: ApplyScan
  /**
   * What follows from applied scans and has transactions of its own; also done at rest, with
   * `applied` false unless an upload was worked on (or may have been, before the start or an error).
   */
  join?: (pool: pg.Pool, applied: boolean) => Promise<unknown>
  read?: typeof readUpload
  /** After this long without a heartbeat another worker may take over. */
  leaseMs?: number
  /** How often to look without being told. */
  pollMs?: number
  /** Wait before a failed upload is tried again; doubles each time. */
  retryMs?: number
  log?: (line: string) => void
}

export interface RunningWorker {
  /** Finishes what is being applied, gives back what is only being read; ends when that is done. */
  stop(): Promise<void>
}

/** How often the loss of the database may excuse one upload; then it is taken to be the cause. */
const excuses = 10
const longestWaitMs = 15_000

/** Applies waiting uploads, one at a time and oldest first, until it is stopped. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const { pool, leaseMs = 30_000, pollMs = 5_000, retryMs = 1_000, log = console.error } = options
  const stopping = new AbortController()
  const waker = createWaker(pool)
  const excused = new Map<string, number>()
  const processing = { pool, apply: options.apply, read: options.read ?? readUpload, leaseMs }

  const work = async (lease: Lease) => {
    try {
      await processUpload(processing, lease, stopping.signal)
      excused.delete(lease.id)
    } catch (error) {
      if (stopping.signal.aborted) return giveBack(pool, lease)
      const times = excused.get(lease.id) ?? 0
      if (isDatabaseAway(error) && times < excuses) {
        excused.set(lease.id, times + 1)
        log(`Upload ${lease.id}: the database went away; it waits.`)
        return untilReached(() => giveBack(pool, lease))
      }
      const reason = error instanceof Error ? error.message : String(error)
      log(`Upload ${lease.id}, attempt ${lease.attempt} of ${maxAttempts}: ${reason}`)
      await untilReached(() =>
        lease.attempt < maxAttempts
          ? retryLater(pool, lease, reason, retryMs * 2 ** (lease.attempt - 1))
          : settle(pool, lease, 'failed', failedReceipt(reason)),
      )
    }
  }

  /** Repeats while the database is away, with longer and longer waits; any other error is thrown. */
  const untilReached = async <T>(step: () => Promise<T>): Promise<T | undefined> => {
    for (let wait = 250; !stopping.signal.aborted; wait = Math.min(2 * wait, longestWaitMs)) {
      try {
        return await step()
      } catch (error) {
        if (!isDatabaseAway(error)) throw error
        await pause(wait, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
    return undefined
  }

  const run = async () => {
    let applied = true
    while (!stopping.signal.aborted) {
      try {
        await untilReached(() => failOrphans(pool))
        const lease = await untilReached(() => takeLease(pool, leaseMs))
        if (lease) {
          applied = true
          await work(lease)
        }
        await untilReached(async () => {
          const told = applied
          // Broken off in the middle, all of it is done again.
          applied = true
          await options.join?.(pool, told)
        })
        applied = false
        if (!lease && !stopping.signal.aborted) await waker.sleep(pollMs)
      } catch (error) {
        // Not the upload's fault and not the network's: said aloud, and tried again.
        log(`The worker: ${error instanceof Error ? error.message : String(error)}`)
        await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      waker.close()
      await running
    },
  }
}
