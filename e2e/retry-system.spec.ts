import { rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import { fixtureRepository } from './harness/fixture-repository'
import { READY, removeHome, startPlumbline, temporaryHome } from './harness/plumbline'
import { RUNTIMES, type RunningSystem, startSystem } from './system/running'
import { SERVICES, type ServiceName, sourcesOf, withoutWrapper } from './system/sources'

/**
 * Four small services in Node, Python and Java behind a gateway and a queue, with a last service
 * that always fails: what it counts for real is what Plumbline reads in their code. A commit takes
 * one layer away, and both numbers fall alike.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 })

const WEEK = 7 * 24 * 3600 * 1000
const before = Object.fromEntries(SERVICES.map((name) => [name, sourcesOf(name)])) as Record<
  ServiceName,
  Record<string, string>
>
const after = { ...before, storefront: withoutWrapper(before.storefront) }

interface Path {
  symbol: string
  message: string
  attempts: number
  arithmetic: string
}

let address = ''
let postgres: Awaited<ReturnType<typeof temporaryPostgres>>
let stop: () => Promise<void>

test.beforeAll(async () => {
  const home = temporaryHome()
  const repositories = SERVICES.map((name) =>
    fixtureRepository(
      name,
      name === 'storefront'
        ? [
            { message: 'A storefront', files: before.storefront },
            { message: 'Load an order once', files: after.storefront },
          ]
        : [
            { message: `The ${name}`, files: before[name] },
            { message: 'Nothing new', files: { 'README.md': name } },
          ],
    ),
  )
  const plumbline = startPlumbline([...repositories, '--history', '4w'], { PLUMBLINE_HOME: home })
  postgres = await temporaryPostgres()
  stop = async () => {
    await Promise.all([plumbline.stop(), postgres.stop()])
    removeHome(home)
    for (const one of repositories) rmSync(path.dirname(one), { recursive: true, force: true })
  }
  address = (await plumbline.prints(READY))[1] ?? ''
})
test.afterAll(() => stop())

/** Retry paths across services as the map's own list tells them at an instant. */
async function pathsAt(at: Date): Promise<Path[]> {
  const query = new URLSearchParams({ measure: 'duplicated-retries', at: at.toISOString() })
  const answer = await fetch(`${address}/api/v1/findings?${query}`)
  return ((await answer.json()) as { findings: Path[] }).findings
}

async function worst(at: Date, entry: string, operation: string): Promise<number> {
  const all = (await pathsAt(at)).filter(
    ({ symbol, message }) => symbol === entry && message.includes(operation),
  )
  return Math.max(1, ...all.map(({ attempts }) => attempts))
}

async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const name = `jobs_${Math.random().toString(36).slice(2)}`
  const admin = new pg.Client({ connectionString: postgres.url('postgres') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  return work(postgres.url(name))
}

/** Attempts that reach the ledger when `ask` is done once, and all that follows from it. */
async function counted(
  sources: typeof before,
  operation: string,
  ask: (system: RunningSystem, database: pg.Client) => Promise<void>,
): Promise<number> {
  return withDatabase(async (url) => {
    const system = await startSystem(sources, url)
    const database = new pg.Client({ connectionString: url })
    await database.connect()
    try {
      await ask(system, database)
      return (await system.attempts())[operation] ?? 0
    } finally {
      await database.end()
      await system.stop()
    }
  })
}

const NOW = new Date()
const LAST_WEEK = new Date(NOW.getTime() - WEEK / 2)

const checkout = async ({ gateway }: RunningSystem) => {
  expect((await fetch(`${gateway}/checkout/7`)).status).toBe(500)
}

test('a request through the gateway: four layers in three services', async () => {
  test.skip(!RUNTIMES.orders.found(), `needs ${RUNTIMES.orders.name}`)
  const [then, now] = [
    await counted(before, 'GET /entries', checkout),
    await counted(after, 'GET /entries', checkout),
  ]
  // 3 gateway × 2 wrapper × 3 client × 2 loop, then without the wrapper.
  expect([then, now]).toEqual([36, 18])
  expect(await worst(LAST_WEEK, 'GET /checkout/**', 'GET {env:LEDGER_URL')).toBe(then)
  expect(await worst(NOW, 'GET /checkout/**', 'GET {env:LEDGER_URL')).toBe(now)
})

test('a job on a queue: delivered again, sent again, booked again', async () => {
  test.skip(!RUNTIMES.payments.found(), `needs ${RUNTIMES.payments.name}`)
  const seen = await counted(before, 'POST /entries', async ({ storefront }, database) => {
    expect((await fetch(`${storefront}/order/7`, { method: 'POST' })).status).toBe(202)
    const state = async () =>
      (await database.query("SELECT state FROM pgboss.job WHERE name = 'charge'")).rows[0]?.state
    await expect.poll(state, { timeout: 60_000 }).toBe('failed')
  })
  // 3 queue × 2 loop × 2 loop.
  expect(seen).toBe(12)
  expect(await worst(NOW, 'charge', 'POST {env:LEDGER_URL')).toBe(seen)
})

test('a POST that the client does not repeat has one layer less', async () => {
  test.skip(!RUNTIMES.payments.found(), `needs ${RUNTIMES.payments.name}`)
  const seen = await counted(before, 'POST /reversals', async ({ storefront }) => {
    expect((await fetch(`${storefront}/refund/7`, { method: 'POST' })).status).toBe(500)
  })
  expect(seen).toBe(2)
  // One layer multiplies nothing: no duplicated path may lead there.
  const there = (await pathsAt(NOW)).filter(({ message }) => message.includes('/reversals'))
  expect(there).toEqual([])
})
