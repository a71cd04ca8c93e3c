import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Database, ORG } from '@/lib/db/database'
import { root } from '@/lib/db/root'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { bytes, known, result, sarif } from '@/lib/sarif/testing'
import { getUpload } from './get-upload'
import type { ApplyScan } from './process-upload'
import { holdLease, takeLease } from './queue'
import { RefusedScan } from './refused'
import { applyMarker, markers, upload, uploadBytes, verdict } from './testing'
import { type RunningWorker, startWorker, type WorkerOptions } from './worker'

let db: Database & { url: string }
let workers: RunningWorker[] = []
const said: string[] = []

beforeAll(async () => {
  db = await testDatabase()
  db.pool.on('connect', (client) => client.on('error', () => {}))
})
beforeEach(() => emptyDatabase(db.pool))
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})

const work = (options: Partial<WorkerOptions> = {}) => {
  const log = (line: string) => said.push(line)
  const quick = { leaseMs: 300, pollMs: 50, retryMs: 10, apply: applyMarker, log }
  const worker = startWorker({ pool: db.pool, ...quick, ...options })
  workers.push(worker)
  return worker
}

test('applies the oldest upload first, with a receipt', async () => {
  const ids = []
  for (const path of ['a', 'b', 'c']) ids.push(await upload(db.pool, path))
  work()
  const verdicts = await Promise.all(ids.map((id) => verdict(db.pool, id)))
  expect(verdicts.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
  expect(await markers(db.pool)).toEqual(['a', 'b', 'c'])
  expect(verdicts[0]?.receipt).toMatchObject({
    accepted: 1,
    new: 1,
    refused: 0,
    scans: [{ tool: 'Linter', repository: known.repository, commit: known.commit, accepted: 1 }],
  })
})

test('is woken by an upload, without polling', async () => {
  work({ pollMs: 3_600_000 })
  const listening = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'`
  await vi.waitFor(async () => expect((await db.pool.query(listening)).rowCount).toBe(1), 30_000)
  expect((await verdict(db.pool, await upload(db.pool, 'a'))).status).toBe('applied')
})

test('what follows is told whether an upload may have been applied since', async () => {
  const told: boolean[] = []
  const join = async (_: unknown, applied: boolean) => {
    told.push(applied)
    if (told.length === 3) throw new Error('broken off')
  }
  work({ join, pollMs: 10 })
  // At the start, at rest twice, and again because it broke off.
  await expect.poll(() => told.slice(0, 5)).toEqual([true, false, false, true, false])
  const before = told.length
  await verdict(db.pool, await upload(db.pool, 'a'))
  await expect.poll(() => told.slice(before)).toContain(true)
})

test('all runs of an upload are applied, or none', async () => {
  const run = (name: string) => ({ tool: { driver: { name } }, results: [result(name)] })
  const body = bytes({ version: '2.1.0', runs: [run('A'), run('B')] })
  const apply: ApplyScan = async (client, id, scan) => {
    if (scan.tool === 'B') throw new RefusedScan('B is not welcome', '/runs/1')
    return applyMarker(client, id, scan)
  }
  work({ apply })
  const found = await verdict(db.pool, await uploadBytes(db.pool, body))
  expect(found).toMatchObject({ status: 'refused', detail: 'B is not welcome' })
  expect(found.receipt).toMatchObject({
    accepted: 0,
    refused: 1,
    refusals: [{ pointer: '/runs/1' }],
  })
  expect(await markers(db.pool)).toEqual([])
})

test('what cannot be read is refused', async () => {
  work()
  const found = await verdict(db.pool, await uploadBytes(db.pool, bytes('{"version":"1.0.0"}')))
  expect(found).toMatchObject({ status: 'refused', detail: expect.stringMatching(/"1.0.0"/) })
})

test('an upload that always fails is given up after three attempts, and blocks nobody', async () => {
  let attempts = 0
  const apply: ApplyScan = (client, id, scan) => {
    if (scan.observations[0]?.path !== 'poison') return applyMarker(client, id, scan)
    attempts++
    throw new Error('boom')
  }
  const poison = await upload(db.pool, 'poison')
  const good = await upload(db.pool, 'good')
  work({ apply })
  expect(await verdict(db.pool, good)).toMatchObject({ status: 'applied' })
  expect(await verdict(db.pool, poison)).toMatchObject({ status: 'failed', detail: 'boom' })
  expect(attempts).toBe(3)
  // Sent again, it gets another chance under the same id.
  expect(await upload(db.pool, 'poison')).toBe(poison)
  await expect.poll(() => attempts).toBeGreaterThan(3)
})

test('a connection cut in the middle of the transaction loses nothing and doubles nothing', async () => {
  let cuts = 0
  const apply: ApplyScan = async (client, id, scan) => {
    const counts = await applyMarker(client, id, scan)
    if (cuts++ < 2) {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
      await client.query('SELECT 1')
    }
    return counts
  }
  const id = await upload(db.pool, 'a')
  work({ apply })
  expect(await verdict(db.pool, id)).toMatchObject({ status: 'applied' })
  expect(cuts).toBe(3)
  expect(await markers(db.pool)).toEqual(['a'])
})

test('every connection cut at once, also the listening one', async () => {
  work()
  await verdict(db.pool, await upload(db.pool, 'a'))
  await db.pool
    .query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()',
    )
    .catch(() => {})
  await expect.poll(() => db.pool.query('SELECT 1').then(Boolean, () => false)).toBe(true)
  expect(await verdict(db.pool, await upload(db.pool, 'b'))).toMatchObject({ status: 'applied' })
})

test('a worker process killed after applying, before the commit, loses nothing', async () => {
  const id = await upload(db.pool, 'a')
  const entry = fileURLToPath(new URL('./testing-worker.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(await getUpload(db.pool, id)).toMatchObject({ status: 'applying', receipt: null })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await markers(db.pool)).toEqual([])
  work()
  expect(await verdict(db.pool, id)).toMatchObject({ status: 'applied' })
  expect(await markers(db.pool)).toEqual(['a'])
})

test('a lease that was lost writes nothing', async () => {
  const id = await upload(db.pool, 'a')
  const first = await takeLease(db.pool, 0)
  const second = await takeLease(db.pool, 60_000)
  expect([first?.id, second?.id]).toEqual([id, id])
  expect(await takeLease(db.pool, 60_000)).toBeUndefined()
  if (!first || !second) throw new Error('no lease')
  expect(await holdLease(db.pool, first)).toBe(false)
  expect(await holdLease(db.pool, second)).toBe(true)
})

test('an upload whose workers always die is given up', async () => {
  const id = await upload(db.pool, 'a')
  for (let i = 0; i < 3; i++) await takeLease(db.pool, 0)
  await new Promise((resolve) => setTimeout(resolve, 10))
  work()
  const found = await verdict(db.pool, id)
  expect(found).toMatchObject({ status: 'failed', detail: expect.stringMatching(/ended 3 times/) })
})

test('stopping gives back what is only being read', async () => {
  let reading = () => {}
  const begun = new Promise<void>((resolve) => {
    reading = resolve
  })
  const id = await upload(db.pool, 'a')
  const worker = work({
    read: (_, signal) => {
      reading()
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
    },
  })
  await begun
  await worker.stop()
  expect(await getUpload(db.pool, id)).toMatchObject({ status: 'received' })
  const { rows } = await db.pool.query('SELECT attempts FROM upload WHERE org_id = $1', [ORG])
  expect(rows).toEqual([{ attempts: 0 }])
})

test('several workers apply each upload once', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => upload(db.pool, `p${i}`)))
  for (let i = 0; i < 3; i++) work()
  await Promise.all(ids.map((id) => verdict(db.pool, id)))
  expect(new Set(await markers(db.pool)).size).toBe(20)
  expect(await markers(db.pool)).toHaveLength(20)
})

test('a large file is read in a thread, and keeps its lease meanwhile', async () => {
  const snippet = { text: 'x'.repeat(600) }
  const results = Array.from({ length: 10_000 }, (_, i) => {
    const region = { startLine: i + 1, snippet }
    const physicalLocation = { artifactLocation: { uri: `src/${i}.ts` }, region }
    return result('', { locations: [{ physicalLocation }] })
  })
  work()
  const found = await verdict(db.pool, await uploadBytes(db.pool, sarif(results)))
  expect(found).toMatchObject({ status: 'applied', receipt: { accepted: 10_000 } })
})
