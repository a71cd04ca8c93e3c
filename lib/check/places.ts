/** Gives a place back. */
type Leave = () => void

/**
 * Places for so many at a time, first come, first served. Asking waits for one, and gives undefined
 * where the signal ends the waiting.
 */
export function places(count: number): (signal: AbortSignal) => Promise<Leave | undefined> {
  let free = count
  const waiting = new Set<() => void>()

  const leave = () => {
    const [next] = waiting
    if (!next) free += 1
    else {
      waiting.delete(next)
      next()
    }
  }

  return (signal) => {
    if (free > 0) {
      free -= 1
      return Promise.resolve(leave)
    }
    return new Promise((resolve) => {
      const come = () => resolve(leave)
      waiting.add(come)
      signal.addEventListener('abort', () => {
        if (waiting.delete(come)) resolve(undefined)
      })
    })
  }
}
