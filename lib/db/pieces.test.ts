import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauses, readAhead, Turns, writePieces } from './pieces'

/** Work that ends when it is told to. */
function held() {
  let end = () => {}
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { done, end }
}

async function* of<T>(...items: T[]): AsyncGenerator<T> {
  yield* items
}

test('while a piece is written others are made, and no more than a few', async () => {
  const [made, began]: [number[], number[]] = [[], []]
  const writes = Array.from({ length: 5 }, held)
  const pieces = async function* () {
    for (const n of writes.keys()) {
      made.push(n)
      yield n
    }
  }
  const all = Turns.during((turns) =>
    writePieces(turns, pieces(), (n) => {
      began.push(n)
      return writes[n]?.done ?? Promise.reject(new Error('no such piece'))
    }),
  )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  await settled()
  expect([made, began]).toEqual([[0, 1, 2], [0]])
  writes[0]?.end()
  await settled()
  expect([made, began]).toEqual([
    [0, 1, 2, 3],
    [0, 1],
  ])
  for (const { end } of writes) end()
  await all
  expect(began).toEqual([0, 1, 2, 3, 4])
})

test('a connection does one thing at a time, reads two pieces ahead and writes in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 8 }), async (waits) => {
      const log: string[] = []
      let busy = 0
      const work = async (what: string, n: number) => {
        expect(++busy).toBe(1)
        for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
        log.push(what)
        busy--
        return what
      }
      const numbered = waits.map((wait, n) => ({ wait, n }))
      await Turns.during(async (turns) => {
        const read = readAhead(turns, of(...numbered), ({ wait, n }) => work(`read ${n}`, wait))
        await writePieces(turns, read, ({ piece: { n }, said }) => {
          expect(said).toBe(`read ${n}`)
          return work(`write ${n}`, n % 3)
        })
      })
      const reads = waits.map((_, n) => `read ${n}`)
      const rest = waits.flatMap((_, n) => [`write ${n}`, ...reads.slice(n + 3, n + 4)])
      expect(log).toEqual([...reads.slice(0, 3), ...rest])
    }),
  )
})

test('what fails is told when the connection is at rest, and nothing is done after it', async () => {
  const log: string[] = []
  const write = async (n: number) => {
    if (n === 1) throw new Error('refused')
    await new Promise((resolve) => setImmediate(resolve))
    log.push(`wrote ${n}`)
  }
  const writing = (pieces: AsyncIterable<number>) =>
    Turns.during((turns) => writePieces(turns, pieces, write))
  await expect(writing(of(0, 1, 2))).rejects.toThrow('refused')
  expect(log).toEqual(['wrote 0'])
  const failing = async function* () {
    yield 5
    yield 6
    throw new Error('not derived')
  }
  await expect(writing(failing())).rejects.toThrow('not derived')
  // The one was under way, the other had not begun.
  expect(log).toEqual(['wrote 0', 'wrote 5'])
  const unread = Turns.during((turns) => {
    const pieces = readAhead(turns, of(7, 8), () => Promise.reject(new Error('not read')))
    return writePieces(turns, pieces, async () => log.push('never'))
  })
  await expect(unread).rejects.toThrow('not read')
  const late = Turns.during(async (turns) => {
    turns.take(() => Promise.reject(new Error('refused at the end')))
  })
  await expect(late).rejects.toThrow('refused at the end')
  expect(log).toEqual(['wrote 0', 'wrote 5'])
})

test('a long computation lets others go on', async () => {
  const pause = pauses()
  let others = 0
  setImmediate(() => others++)
  for (let i = 0; i < 1e7 && others === 0; i++) await pause()
  expect(others).toBe(1)
})
