import { setImmediate } from 'node:timers/promises'

/** Milliseconds of computing for which a connection has enough to do with what is on its way. */
const BUSY = 1

/**
 * To be awaited in long loops: lets what is read and written meanwhile go on, every
 * millisecond.
 */
export function pauses(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < BUSY) return undefined
    return setImmediate().then(() => {
      since = performance.now()
    })
  }
}

/** Work that takes turns on one connection, in the order in which it was given. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** What comes after something that failed is not done, and fails alike. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done
    // Whoever waits for it is told; that nobody does yet is no error.
    done.catch(() => {})
    return done
  }

  /** When nothing is under way any more. */
  async end(): Promise<void> {
    await this.#last.catch(() => {})
  }
}

/**
 * Writes pieces in their order. While one is written the next is made, so that PostgreSQL and this
 * process both work. When it ends, however it does, the connection is at rest.
 */
export async function writePieces<Piece>(
  turns: Turns,
  pieces: AsyncIterable<Piece>,
  write: (piece: Piece) => Promise<unknown>,
): Promise<void> {
  try {
    let written: Promise<unknown> = Promise.resolve()
    for await (const piece of pieces) {
      await written
      written = turns.take(() => write(piece))
    }
    await written
  } finally {
    await turns.end()
  }
}

/** What has to be read for each piece, one piece ahead: so none waits for what is written before. */
export async function* readAhead<Piece, Said>(
  turns: Turns,
  pieces: AsyncIterable<Piece>,
  read: (piece: Piece) => Promise<Said>,
): AsyncGenerator<{ piece: Piece; said: Said }> {
  let ahead: { piece: Piece; said: Promise<Said> } | undefined
  for await (const piece of pieces) {
    const next = { piece, said: turns.take(() => read(piece)) }
    if (ahead) yield { piece: ahead.piece, said: await ahead.said }
    ahead = next
  }
  if (ahead) yield { piece: ahead.piece, said: await ahead.said }
}
