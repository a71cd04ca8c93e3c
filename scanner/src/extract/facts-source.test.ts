import { expect, it } from 'vitest'
import { FactsCache } from '../cache/facts-cache'
import type { Job } from './blob-facts'
import { FactsSource } from './facts-source'
import type { ExtractPool, OnBatch } from './pool'

const job = (hash: string): Job => ({ hash, language: 'typescript' })
const FACTS = '{"skip":"nothing in it"}'

/** A pool that answers when it is told to. */
function handPool() {
  let onBatch: OnBatch = () => {}
  let end = (_failure?: Error) => {}
  const asked: string[][] = []
  const signals: AbortSignal[] = []
  const pool = {
    run(jobs: readonly Job[], on: OnBatch, signal: AbortSignal) {
      onBatch = on
      asked.push(jobs.map(({ hash }) => hash))
      signals.push(signal)
      return new Promise<void>((resolve, reject) => {
        end = (failure) => (failure ? reject(failure) : resolve())
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    },
  }
  const answer = (...hashes: string[]) => {
    const jobs = hashes.map(job)
    onBatch(
      jobs,
      jobs.map(() => FACTS),
    )
  }
  return {
    pool: pool as unknown as ExtractPool,
    asked,
    signals,
    answer,
    end: (why?: Error) => end(why),
  }
}

const ensure = (pool: ExtractPool, groups: string[][]) => {
  const cache = new FactsCache(null, 'test', 'test')
  const source = new FactsSource(cache, pool)
  const turns = source.ensureInTurn(
    groups.map((hashes) => hashes.map(job)),
    () => {},
  )
  return { turns, source }
}

async function settled(turns: readonly Promise<void>[]): Promise<string[]> {
  const open = new Promise<string>((resolve) => setImmediate(() => resolve('open')))
  const ends = turns.map((turn) =>
    turn.then(
      () => 'known',
      () => 'failed',
    ),
  )
  return Promise.all(ends.map((end) => Promise.race([end, open])))
}

it('a group is known when its blobs and those of the groups before it are', async () => {
  const { pool, asked, answer, end } = handPool()
  const { turns } = ensure(pool, [['a', 'b'], ['b'], ['c', 'a'], []])
  expect(asked).toEqual([['a', 'b', 'c']])
  answer('c')
  expect(await settled(turns)).toEqual(['open', 'open', 'open', 'open'])
  answer('a', 'b')
  expect(await settled(turns)).toEqual(['known', 'known', 'known', 'known'])
  end()
})

it('a failure reaches every group that is still open', async () => {
  const { pool, answer, end } = handPool()
  const { turns } = ensure(pool, [['a'], ['b'], ['c']])
  answer('a')
  expect(await settled(turns)).toEqual(['known', 'open', 'open'])
  end(new Error('stopped'))
  expect(await settled(turns)).toEqual(['known', 'failed', 'failed'])
})

it('facts of a group can be read as soon as it is known, and are not asked for again', async () => {
  const { pool, asked, answer } = handPool()
  const { turns, source } = ensure(pool, [['a'], ['b']])
  answer('a')
  await turns[0]
  expect(await source.get(job('a'))).toEqual(JSON.parse(FACTS))
  await source.ensure([job('a')], () => {})
  expect(asked).toEqual([['a', 'b']])
})

it('what is read ahead ends when the scan does', async () => {
  const { pool, signals } = handPool()
  const { turns, source } = ensure(pool, [['a']])
  await source.stop()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(await settled(turns)).toEqual(['failed'])
})
