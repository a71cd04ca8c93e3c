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

/** Pieces that wait to be written, or are read before they are asked for, so that nobody waits. */
const AHEAD = 2

/** Work that takes turns on one connection, in the order in which it was given. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  #ended = false

  /**
   * Does `work` with turns of its own. When it ends, however it does, the connection is at rest: all
   * that was given is done, or what failed of it is told and nothing after it was done.
   */
  static async during<T>(work: (turns: Turns) => Promise<T>): Promise<T> {
    const turns = new Turns()
    try {
      const result = await work(turns)
      await turns.#last
      return result
    } finally {
      turns.#ended = true
      await turns.#last.catch(() => {})
    }
  }

  /** What comes after something that failed is not done, and fails alike. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(() => {
      if (this.#ended) throw new Error('Whoever gave this to be done has ended')
      return work()
    })
    this.#last = done
    // Whoever waits for it is told; that nobody does yet is no error.
    done.catch(() => {})
    return done
  }
}

/**
 * Gives pieces to be written, in their order. While one is written the next are made, so that
 * PostgreSQL and this process both work. Ends when all are made; some may still wait to be written.
 */
export async function writePieces<Piece>(
  turns: Turns,
  pieces: AsyncIterable<Piece>,
  write: (piece: Piece) => Promise<unknown>,
): Promise<void> {
  const waiting: Promise<unknown>[] = []
  for await (const piece of pieces) {
    waiting.push(turns.take(() => write(piece)))
    if (waiting.length > AHEAD) await waiting.shift()
  }
}

/** What has to be read for each piece, some pieces ahead: so none waits for what is written before. */
export async function* readAhead<Piece, Said>(
  turns: Turns,
  pieces: AsyncIterable<Piece>,
  read: (piece: Piece) => Promise<Said>,
): AsyncGenerator<{ piece: Piece; said: Said }> {
  const ahead: { piece: Piece; said: Promise<Said> }[] = []
  for await (const piece of pieces) {
    ahead.push({ piece, said: turns.take(() => read(piece)) })
    const [next] = ahead.length > AHEAD ? ahead.splice(0, 1) : []
    if (next) yield { piece: next.piece, said: await next.said }
  }
  for (const { piece, said } of ahead) yield { piece, said: await said }
}
