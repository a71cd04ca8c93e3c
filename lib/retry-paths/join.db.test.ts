import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { enterWords } from '@/lib/db/words'
import type { ScanContent } from '@/lib/sarif/content'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { verifyStanding } from '@/lib/standing/verify'
import { callee, caller, day, flowScan, ingestAndJoin, joinedPaths } from './testing'
import { verifyJoin } from './verify'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const apply = (...scans: ScanContent[]) => ingestAndJoin(db.pool, ...scans)
const joined = () => joinedPaths(db.pool)

test('redelivery that a third repository configures multiplies what the consumer does', async () => {
  const infra = {
    entry: 'relay:queue:orders',
    out: ['queue:orders', 'past:queue:orders'],
    layers: [5],
  }
  await apply(
    flowScan('acme/shop', day(0), [{ entry: 'http:POST /buy', out: 'queue:orders', layers: [3] }]),
    flowScan('acme/orders', day(1), [
      { entry: 'queue:orders', out: 'http:POST pay/charge', layers: [2] },
    ]),
    flowScan('acme/infra', day(2), [infra]),
    flowScan('acme/infra', day(4), []),
  )
  // The shop repeats its sending, which the queue has taken long before the work fails.
  expect(await joined()).toEqual([[2, 4, 10]])
  expect(await verifyJoin(db.pool)).toEqual([])
})

test('words of joined paths are entered into their index once they are joined', async () => {
  // Otherwise PostgreSQL may do it in between.
  await db.pool.query('ALTER TABLE version SET (autovacuum_enabled = off)')
  await apply(
    flowScan('acme/shop', day(0), [caller([3])]),
    flowScan('acme/orders', day(1), [callee([4])]),
  )
  expect(await enterWords(db.pool)).toBeGreaterThan(0)
  expect(await enterWords(db.pool)).toBe(0)
})

test.each([
  ['http:POST /orders', caller([3])],
  ['queue:orders', { entry: 'http:POST /checkout', out: 'queue:orders', layers: [3] }],
])('an entry point that says %s twice is met once', async (entry, calling) => {
  const again = { ...callee([4]), entry, entryKeys: [entry] }
  await apply(flowScan('acme/shop', day(0), [calling]), flowScan('acme/orders', day(1), [again]))
  const { rows } = await db.pool.query(
    'SELECT DISTINCT entry_id FROM flow_link WHERE entry_id IS NOT NULL',
  )
  expect(rows.length).toBe(1)
  expect(await verifyJoin(db.pool)).toEqual([])
})

test('a path through two repositories appears, grows, shrinks and disappears with any of them', async () => {
  await apply(
    flowScan('acme/shop', day(0), [caller([3])]),
    flowScan('acme/orders', day(1), [callee([])]),
    flowScan('acme/orders', day(2), [callee([4])]),
    flowScan('acme/shop', day(3), [caller([3, 2])]),
    flowScan('acme/orders', day(4), [callee([2])]),
    flowScan('acme/shop', day(5), []),
    flowScan('acme/shop', day(7), [caller([3])]),
  )
  expect(await joined()).toEqual([
    [2, 3, 12],
    [3, 4, 24],
    [4, 5, 12],
    [7, null, 6],
  ])
  const { rows } = await db.pool.query(
    `SELECT p.start_reason, p.end_reason, count(*) OVER (PARTITION BY p.finding_id)::int AS of
     FROM presence p JOIN version v ON v.id = p.version_id
     JOIN rule r ON r.id = v.rule_id AND r.kind = 'retry-path' ORDER BY p.from_at`,
  )
  expect(rows).toEqual([
    { start_reason: 'introduced', end_reason: 'moved', of: 4 },
    { start_reason: 'moved', end_reason: 'moved', of: 4 },
    { start_reason: 'moved', end_reason: 'gone', of: 4 },
    { start_reason: 'reopened', end_reason: null, of: 4 },
  ])
  expect(await verifyJoin(db.pool)).toEqual([])
  expect(await verifyStanding(db.pool)).toEqual([])
  expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
})

test('nothing is joined that does not meet; who could be meant is said', async () => {
  await apply(
    flowScan('acme/shop', day(0), [{ ...caller([3]), out: 'http:POST /orders' }]),
    flowScan('acme/orders', day(0), [callee([4])]),
    flowScan('beta/orders', day(2), [callee([4])]),
  )
  expect(await joined()).toEqual([[0, 2, 12]])
  const { rows } = await db.pool.query(
    'SELECT rule, detail, confidence FROM flow_link ORDER BY from_at, rule',
  )
  expect(rows).toEqual(
    expect.arrayContaining([
      { rule: 'path', detail: null, confidence: 'guess' },
      { rule: 'ambiguous', detail: 'orders, orders', confidence: null },
    ]),
  )
})

test.each([
  ['a host', ['http:POST orders/orders'], 'http:POST /orders'],
  ['the name of a variable', ['http:POST env:ORDERS_SERVICE_URL/orders'], 'http:POST /orders'],
  ['path alone', ['http:POST /orders'], 'http:POST /orders'],
  ['a gRPC method', ['grpc:shop.Orders/Place'], 'grpc:shop.Orders/Place'],
])('who comes later is met by %s, and is missed when gone', async (_, out, entry) => {
  await apply(
    flowScan('acme/shop', day(0), [{ ...caller([3]), out }]),
    flowScan('acme/orders', day(1), [{ ...callee([4]), entry }]),
    flowScan('acme/orders', day(2), []),
  )
  expect(await joined()).toEqual([[1, 2, 12]])
  expect(await verifyJoin(db.pool)).toEqual([])
})

test.each(['queue:orders', 'topic:orders', 'task:orders.place'])(
  '%s is met, and what is sent again is not done again when it fails',
  async (key) => {
    await apply(
      flowScan('acme/shop', day(0), [{ ...caller([3]), out: key }]),
      flowScan('acme/orders', day(1), [{ ...callee([4]), entry: key }]),
    )
    const { rows } = await db.pool.query('SELECT rule FROM flow_link WHERE entry_id IS NOT NULL')
    expect(rows).toEqual([{ rule: key.split(':')[0] }])
    expect(await joined()).toEqual([])
    expect(await verifyJoin(db.pool)).toEqual([])
  },
)

test('what is alike as an entry point and as a call is stored as both', async () => {
  const there = flowScan('acme/shop', day(0), [callee([2])])
  const both = flowScan('acme/shop', day(1), [callee([4]), caller([3])])
  const [entry, call] = both.observations.map((o) => o.data?.segment as Record<string, unknown>)
  if (call) call.outgoing = entry?.entry
  await apply(there, both)
  const { rows } = await db.pool.query(
    `SELECT 'entry' AS as, label FROM flow_entry UNION ALL SELECT 'call', label FROM flow_out
     ORDER BY 2, 1`,
  )
  expect(rows).toEqual([
    { as: 'entry', label: 'POST /checkout' },
    { as: 'call', label: 'POST /orders' },
    { as: 'entry', label: 'POST /orders' },
    { as: 'call', label: 'http:POST api.pay.example/charge' },
  ])
})
