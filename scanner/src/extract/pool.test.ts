import { afterAll, beforeAll, expect, it } from 'vitest'
import { TestRepository } from '../git/testing'
import type { Job } from './blob-facts'
import { ExtractPool } from './pool'
import { treeSitterExtractor } from './real'

const FILES = 330
let repository: TestRepository
let jobs: Job[]

beforeAll(() => {
  repository = new TestRepository()
  for (let i = 0; i < FILES; i++)
    repository.write(`f${i}.ts`, `export function f${i}() { return g${i}() }\n`)
  repository.commit('2026-01-05T10:00:00Z')
  const listed = repository.git('ls-tree', '-r', 'HEAD').split('\n')
  jobs = listed.map((line) => ({ hash: line.split(/\s/)[2] ?? '', language: 'typescript' }))
})
afterAll(() => repository.dispose())

const poolOf = (module?: string) => {
  const extractor = module ? { ...treeSitterExtractor, module } : treeSitterExtractor
  return new ExtractPool({ gitDir: `${repository.path}/.git`, extractor, threads: 2 })
}

/** What each job was answered with, by the name of its function. */
async function namesOf(pool: ExtractPool, asked: readonly Job[], order: string[], run: string) {
  const names = new Map<string, string>()
  await pool.run(asked, (batch, results) => {
    order.push(run)
    for (const [i, { hash }] of batch.entries()) {
      names.set(hash, /\bg\d+\b/.exec(results[i] ?? '')?.[0] ?? '')
    }
  })
  return names
}

it('answers each of several runs in threads with its own blobs, the newest run first', async () => {
  const pool = poolOf()
  const order: string[] = []
  const [all, few] = await Promise.all([
    namesOf(pool, jobs, order, 'all'),
    namesOf(pool, jobs.slice(0, 20), order, 'few'),
  ])
  await pool.close()
  const alone = poolOf()
  expect(few).toEqual(await namesOf(alone, jobs.slice(0, 20), [], 'alone'))
  await alone.close()
  expect(few.size).toBe(20)
  expect(all.size).toBe(FILES)
  expect(new Set(all.values()).size).toBe(FILES)
  expect(order.indexOf('few')).toBeLessThan(order.lastIndexOf('all'))
})

it('says why where threads cannot read, to whoever waits and whoever asks later', async () => {
  const pool = poolOf('file:///nowhere.ts')
  const ask = () => pool.run(jobs, () => {})
  await expect(Promise.all([ask(), ask()])).rejects.toThrow(/parser thread failed/i)
  // Until both threads have ended, and after that.
  for (let again = 0; again < 3; again++) await expect(ask()).rejects.toThrow(/parser thread/i)
  await pool.close()
})

it('ends a run that is stopped', async () => {
  const pool = poolOf()
  const stop = new AbortController()
  const run = pool.run(jobs, () => stop.abort(new Error('stopped')), stop.signal)
  await expect(run).rejects.toThrow('stopped')
  await pool.close()
})
