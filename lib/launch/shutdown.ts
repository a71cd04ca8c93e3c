import { type Child, killGroup } from './children'

/** A second Ctrl-C this soon is the same one: npm passes on the signal the terminal already sent. */
const SAME_MS = 500

/** What must be stopped, in reverse order of starting, whenever the launcher ends. */
export interface Shutdown {
  signal: AbortSignal
  /** Adds something to stop, and how to be rid of it at once. */
  later(stop: () => Promise<void>, kill?: () => void): void
  /** A child for one step: stopped first. */
  child(child: Child): void
  /** Stops everything; safe to call more than once. */
  stop(): Promise<void>
}

/** Ctrl-C ends the signal, which makes the caller stop in order; a second one kills what is left. */
export function shutdown(onStop: () => void): Shutdown {
  const aborting = new AbortController()
  const parts: { stop(): Promise<void>; kill(): void }[] = []
  let stopping: Promise<void> | undefined
  let signalledAt = 0

  const stop = () => {
    stopping ??= (async () => {
      aborting.abort()
      for (const part of [...parts].reverse()) {
        await part.stop().catch((error: Error) => console.error(error.message))
      }
    })()
    return stopping
  }
  const onSignal = () => {
    if (!signalledAt) {
      signalledAt = Date.now()
      onStop()
      void stop()
    } else if (Date.now() - signalledAt > SAME_MS) {
      for (const part of parts) part.kill()
      process.exit(130)
    }
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  return {
    signal: aborting.signal,
    later: (end, kill = () => {}) => {
      parts.push({ stop: end, kill })
      // Came up while everything else was going down.
      if (stopping) stopping = stopping.then(end)
    },
    child: (child) => {
      const part = { stop: child.stop, kill: () => killGroup(child.process) }
      parts.push(part)
      if (stopping) stopping = stopping.then(child.stop)
      child.exited.finally(() => {
        const at = parts.indexOf(part)
        if (at >= 0 && !stopping) parts.splice(at, 1)
      })
    },
    stop,
  }
}
