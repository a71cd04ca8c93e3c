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

test('while a piece is written the next is made, and no more than that', async () => {
  const [made, began]: [number[], number[]] = [[], []]
  const writes = [held(), held(), held()]
  const pieces = async function* () {
    for (const n of [0, 1, 2]) {
      made.push(n)
      yield n
    }
  }
  const all = writePieces(new Turns(), pieces(), (n) => {
    began.push(n)
    return writes[n]?.done ?? Promise.reject(new Error('no such piece'))
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  await settled()
  expect([made, began]).toEqual([[0, 1], [0]])
  writes[0]?.end()
  await settled()
  expect([made, began]).toEqual([
    [0, 1, 2],
    [0, 1],
  ])
  writes[1]?.end()
  writes[2]?.end()
  await all
  expect(began).toEqual([0, 1, 2])
})

test('a connection does one thing at a time, reads one piece ahead and writes in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 8 }), async (waits) => {
      const log: string[] = []
      let busy = 0
      const work = async (what: string, n: number) => {
        expect(++busy).toBe(1)
        for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
        log.push(what)
        busy--
      }
      const turns = new Turns()
      const numbered = waits.map((wait, n) => ({ wait, n }))
      const read = readAhead(turns, of(...numbered), ({ wait, n }) => work(`read ${n}`, wait))
      await writePieces(turns, read, ({ piece: { n } }) => work(`write ${n}`, n % 3))
      const reads = waits.map((_, n) => `read ${n}`)
      const rest = waits.flatMap((_, n) => [`write ${n}`, ...reads.slice(n + 2, n + 3)])
      expect(log).toEqual([...reads.slice(0, 2), ...rest])
    }),
  )
})

test('what fails is told when the connection is at rest, and nothing is written after it', async () => {
  const log: string[] = []
  const write = async (n: number) => {
    if (n === 1) throw new Error('refused')
    await new Promise((resolve) => setImmediate(resolve))
    log.push(`wrote ${n}`)
  }
  await expect(writePieces(new Turns(), of(0, 1, 2), write)).rejects.toThrow('refused')
  const failing = async function* () {
    yield 5
    throw new Error('not derived')
  }
  await expect(writePieces(new Turns(), failing(), write)).rejects.toThrow('not derived')
  const turns = new Turns()
  const unread = readAhead(turns, of(7, 8), () => Promise.reject(new Error('not read')))
  await expect(writePieces(turns, unread, async () => log.push('never'))).rejects.toThrow(
    'not read',
  )
  expect(log).toEqual(['wrote 0', 'wrote 5'])
})

test('a long computation lets others go on', async () => {
  const pause = pauses()
  let others = 0
  setImmediate(() => others++)
  for (let i = 0; i < 1e7 && others === 0; i++) await pause()
  expect(others).toBe(1)
})
