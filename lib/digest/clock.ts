import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { isDatabaseAway } from '@/lib/http/database-away'
import { sendDue } from './run'

const EVERY_MS = 60_000

/** The built-in schedule: looks once a minute for digests that are due, until it is stopped. */
export function startClock(pool: pg.Pool, everyMs = EVERY_MS): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      await sendDue({ pool }, new Date()).catch((error: unknown) => {
        if (!isDatabaseAway(error)) console.error(error)
      })
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
