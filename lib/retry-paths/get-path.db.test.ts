import { beforeAll, expect, test } from 'vitest'
import { type Database, inTransaction } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { applyScan } from '@/lib/ingest/apply'
import { getRetryPath } from './get-path'
import { joinFlows } from './join'
import { flowScan, type TestFlow } from './testing'

const UPLOAD = '00000000-0000-4000-8000-000000000001'
const DAY = 86_400_000
const day = (n: number) => Date.UTC(2026, 0, 1) + n * DAY

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

const caller = (layers: number[], changedBy?: TestFlow['changedBy']): TestFlow => ({
  entry: 'http:POST /checkout',
  out: ['http:POST orders/orders', 'host:orders'],
  ...{ layers, changedBy },
})
const callee = (layers: number[], changedBy?: TestFlow['changedBy']): TestFlow => ({
  entry: 'http:POST /orders',
  out: 'http:POST api.pay.example/charge',
  ...{ layers, changedBy },
})

test('a layer that only moved is not put down to the commit that changed attempts', async () => {
  const [move, raise] = ['8', '9'].map((n) => n.repeat(40))
  const caller: TestFlow = {
    entry: 'http:POST /till',
    out: ['http:POST vault/vault', 'host:vault'],
    layers: [2],
  }
  const vault = (path: string, layers: number[], changedBy?: TestFlow['changedBy']): TestFlow => ({
    entry: 'http:POST /vault',
    out: 'http:POST api.bank.example/charge',
    ...{ path, layers, changedBy },
  })
  for (const scan of [
    flowScan('acme/till', day(0), [caller]),
    flowScan('acme/vault', day(1), [vault('src/old.ts', [5, 2])]),
    flowScan('acme/vault', day(7), [
      vault(
        'src/new.ts',
        [5, 3],
        [
          [move ?? '', 10],
          [raise ?? '', 15],
        ],
      ),
    ]),
  ]) {
    await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan))
    await joinFlows(db.pool)
  }
  const path = await getRetryPath(db.pool, await pathOf('acme/till'), new Date(day(9)))
  expect(path?.layers.map(({ attempts, since }) => [attempts, since.commit?.sha])).toEqual([
    [2, undefined],
    [5, undefined],
    [3, raise],
  ])
})

async function pathOf(repository: string): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT s.finding_id AS id FROM standing s
     JOIN repository p ON p.org_id = s.org_id AND p.id = s.repository_id
     WHERE s.kind = 'retry-path' AND p.name = $1 LIMIT 1`,
    [repository],
  )
  return rows[0]?.id ?? ''
}

test('each step and layer of a joined path names the commit of the repository that changed', async () => {
  const [one, two, three] = ['1', '2', '3'].map((n) => n.repeat(40))
  for (const scan of [
    flowScan('acme/shop', day(0), [caller([3])]),
    flowScan('acme/orders', day(1), [callee([4], [[one ?? '', 4]])]),
    flowScan('acme/shop', day(7), [
      caller(
        [5],
        [
          [two ?? '', 3],
          [three ?? '', 5],
        ],
      ),
    ]),
    flowScan('acme/orders', day(8), [callee([2])]),
  ]) {
    await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan))
    await joinFlows(db.pool)
  }
  const path = await getRetryPath(db.pool, await pathOf('acme/shop'), new Date(day(9)))
  expect(
    path?.history.map(({ attempts, commits }) => [
      attempts,
      commits.map(({ repository, sha, scanned }) => `${repository} ${sha[0]} ${scanned}`),
    ]),
  ).toEqual([
    [12, ['acme/orders 1 false']],
    // The first of the two left attempts as they were.
    [20, ['acme/shop 3 false']],
    // Nobody named a commit: the scanned one stands for it.
    [10, ['acme/orders a true']],
  ])
  expect(path?.layers.map(({ attempts, since }) => [attempts, since])).toEqual([
    [
      5,
      {
        at: new Date(day(7) - 3_600_000).toISOString(),
        atLeast: false,
        commit: expect.objectContaining({ sha: three, subject: `subject of ${three}` }),
      },
    ],
    [2, { at: new Date(day(8)).toISOString(), atLeast: false }],
  ])
})
