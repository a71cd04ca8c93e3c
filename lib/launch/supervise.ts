import { setTimeout as pause } from 'node:timers/promises'
import type { Child } from './children'

const SHORTEST_MS = 500
const LONGEST_MS = 30_000
/** A process that ran this long was well; its next death starts counting anew. */
const WELL_MS = 60_000

/** A process that is started again whenever it dies, ever less often. */
export interface Supervised {
  stop(): Promise<void>
  /** The process that runs now. */
  current(): Child
}

/** Keeps what `start` starts alive; `onDeath` is told each time, with the wait before the next try. */
export function supervise(
  start: () => Child,
  onDeath: (child: Child, waitMs: number) => void,
): Supervised {
  const stopping = new AbortController()
  let child = start()
  let wait = SHORTEST_MS
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const began = Date.now()
      await child.exited
      if (stopping.signal.aborted) return
      if (Date.now() - began > WELL_MS) wait = SHORTEST_MS
      onDeath(child, wait)
      await pause(wait, undefined, { signal: stopping.signal })
      wait = Math.min(wait * 2, LONGEST_MS)
      child = start()
    }
  }
  watch().catch(() => {})
  return {
    current: () => child,
    stop: async () => {
      stopping.abort()
      await child.stop()
    },
  }
}
