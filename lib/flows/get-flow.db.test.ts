import { beforeAll, expect, test } from 'vitest'
import type { Client, Database } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { ingest } from '@/lib/ingest/testing'
import { joinFlows } from '@/lib/retry-paths/join'
import { flowScan, type TestFlow } from '@/lib/retry-paths/testing'
import { getFlow, listStarts } from './get-flow'
import { readStarts } from './queries'

const AT = Date.UTC(2026, 0, 1)
const HOUR = 3_600_000
const LATER = new Date(AT + 2 * HOUR)

const flow = (name: string, layers: number[]): TestFlow => ({
  entry: `http:GET /${name}`,
  out: `http:GET ${name}.example/`,
  layers,
})

/** Equally bad but for the last; one has a second way out. */
const TIES = [
  ...['d', 'b', 'c', 'a'].map((name) => flow(name, [2])),
  { ...flow('b', [2]), out: 'http:GET second.example/' },
  flow('e', []),
]

let db: Database
const ids: Record<string, string> = {}

beforeAll(async () => {
  db = await testDatabase()
  for (const scan of [
    flowScan('acme/quiet', AT, []),
    flowScan('acme/shop', AT, [flow('cart', [3, 2]), flow('search', [8])]),
    flowScan('acme/orders', AT, [flow('orders', [3, 5])]),
    flowScan('acme/ties', AT + HOUR, TIES),
  ]) {
    await ingest(db.pool, scan)
  }
  await joinFlows(db.pool)
  const { rows } = await db.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM repository',
  )
  for (const { id, name } of rows) ids[name] = id
})

const startsOf = async (name: string | undefined, q?: string) => {
  const of = name === undefined ? undefined : ids[name]
  const { total, starts } = await listStarts(db.pool, of, new Date(AT + 1), q)
  return [total, ...starts.map(({ repository, label, attempts }) => [repository, label, attempts])]
}

test('what is kept from repeating is not counted, and said', async () => {
  const reason = 'a handler around the call lets no error out'
  const mail: TestFlow = {
    ...flow('mail', [6, 20]),
    ...{ gated: 20, gates: [{ reason, removes: '6 wrapper' }] },
  }
  await ingest(db.pool, flowScan('acme/kept', AT + 4 * HOUR, [mail, flow('plain', [2])]))
  await joinFlows(db.pool)
  const { rows } = await db.pool.query("SELECT id FROM repository WHERE name = 'acme/kept'")
  const at = new Date(AT + 5 * HOUR)
  const { starts } = await listStarts(db.pool, rows[0].id, at)
  expect(starts.map(({ label, attempts }) => [label, attempts])).toEqual([
    ['GET /mail', 20],
    ['GET /plain', 2],
  ])
  const told = await getFlow(db.pool, starts[0]?.id ?? '', at)
  expect(told?.ways).toMatchObject([
    { attempts: 20, naive: 120, gates: [{ reason, removes: '6 wrapper' }] },
  ])
})

test('flows begin in every repository, the worst first', async () => {
  expect(await startsOf(undefined)).toEqual([
    3,
    ['acme/orders', 'GET /orders', 15],
    ['acme/shop', 'GET /search', 8],
    ['acme/shop', 'GET /cart', 6],
  ])
})

test('they can be narrowed to a repository, and to a text', async () => {
  expect(await startsOf('acme/shop')).toEqual([
    2,
    ['acme/shop', 'GET /search', 8],
    ['acme/shop', 'GET /cart', 6],
  ])
  expect(await startsOf(undefined, 'search')).toEqual([1, ['acme/shop', 'GET /search', 8]])
  expect(await startsOf('acme/quiet')).toEqual([0])
})

test('of those that are equally bad the first by name are kept, with their ways; all are counted', async () => {
  const first = async (q: string, limit: number) => {
    const { total, rows } = await readStarts(db.pool, ids['acme/ties'], LATER, q, limit)
    return [total, ...rows.map(({ label, ways, repository }) => [label, ways, repository])]
  }
  expect(await first('', 2)).toEqual([5, ['GET /a', 1, 'acme/ties'], ['GET /b', 2, 'acme/ties']])
  expect(await first('', 9)).toHaveLength(6)
  expect(await first('second.', 2)).toEqual([1, ['GET /b', 1, 'acme/ties']])
})

test('only a text makes the code of the ways be read', async () => {
  expect(await relationsRead('')).not.toContain('version')
  expect(await relationsRead('cart')).toContain('version')
})

/** Tables that Postgres reads to list where flows begin. */
async function relationsRead(q: string): Promise<string[]> {
  const plans: string[] = []
  const explaining = {
    query: async (sql: string, values: unknown[]) => {
      const { rows } = await db.pool.query(`EXPLAIN (FORMAT JSON) ${sql}`, values)
      plans.push(JSON.stringify(rows))
      return { rows: [] }
    },
  }
  await readStarts(explaining as unknown as Client, undefined, LATER, q, 200)
  return plans.flatMap((plan) =>
    [...plan.matchAll(/"Relation Name":"(\w+)"/g)].map(([, name]) => name ?? ''),
  )
}
