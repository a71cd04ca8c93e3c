import { expect, test } from 'vitest'
import { AskedActs } from './asked-acts'

const done = (id: string) => Promise.resolve([id])

test('an act that failed is what was taken back, not the one before it', async () => {
  const acts = new AskedActs()
  const a = acts.ask(done('a'))
  const b = acts.ask(Promise.reject(new Error('409')))
  const taken = acts.take()
  expect(taken).toBe(b)
  expect(await taken?.acts).toEqual([])
  expect(acts.take()).toBe(a)
  expect(acts.take()).toBeUndefined()
})

test('the act that is meant is taken back while a later one is on its way, and once', async () => {
  const acts = new AskedActs()
  const a = acts.ask(done('a'))
  const b = acts.ask(new Promise(() => undefined))
  expect(acts.take(a)).toBe(a)
  expect(acts.take(a)).toBeUndefined()
  expect(acts.take()).toBe(b)
})

test('what did nothing or failed is not in the way of what was done before', async () => {
  const acts = new AskedActs()
  const a = acts.ask(done('a'))
  await acts.ask(Promise.resolve([])).acts
  await acts.ask(Promise.reject(new Error('409'))).acts
  expect(acts.take()).toBe(a)
})

test('what could not be taken back for want of an answer is there again, in its turn', () => {
  const acts = new AskedActs()
  const a = acts.ask(done('a'))
  const b = acts.ask(done('b'))
  expect(acts.take(a)).toBe(a)
  acts.giveBack(a)
  expect([acts.take(), acts.take(), acts.take()]).toEqual([b, a, undefined])
})
