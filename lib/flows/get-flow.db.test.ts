import { beforeAll, expect, test } from 'vitest'
import { type Database, inTransaction } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { applyScan } from '@/lib/ingest/apply'
import { joinFlows } from '@/lib/retry-paths/join'
import { flowScan, type TestFlow } from '@/lib/retry-paths/testing'
import { listStarts } from './get-flow'

const UPLOAD = '00000000-0000-4000-8000-000000000001'
const AT = Date.UTC(2026, 0, 1)

const flow = (name: string, layers: number[]): TestFlow => ({
  entry: `http:GET /${name}`,
  out: `http:GET ${name}.example/`,
  layers,
})

let db: Database
const ids: Record<string, string> = {}

beforeAll(async () => {
  db = await testDatabase()
  for (const scan of [
    flowScan('acme/quiet', AT, []),
    flowScan('acme/shop', AT, [flow('cart', [3, 2]), flow('search', [2])]),
    flowScan('acme/orders', AT, [flow('orders', [3, 5])]),
  ]) {
    await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan))
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

test('flows begin in every repository, the worst first', async () => {
  expect(await startsOf(undefined)).toEqual([
    3,
    ['acme/orders', 'GET /orders', 15],
    ['acme/shop', 'GET /cart', 6],
    ['acme/shop', 'GET /search', 2],
  ])
})

test('they can be narrowed to a repository, and to a text', async () => {
  expect(await startsOf('acme/shop')).toEqual([
    2,
    ['acme/shop', 'GET /cart', 6],
    ['acme/shop', 'GET /search', 2],
  ])
  expect(await startsOf(undefined, 'search')).toEqual([1, ['acme/shop', 'GET /search', 2]])
  expect(await startsOf('acme/quiet')).toEqual([0])
})
