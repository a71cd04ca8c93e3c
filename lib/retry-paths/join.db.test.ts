import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { enterWords } from '@/lib/db/words'
import { applyScan } from '@/lib/ingest/apply'
import { removeScan } from '@/lib/ingest/remove-scan'
import { reorganise } from '@/lib/ownership/teams/reorganise'
import { LOCAL_PERSON } from '@/lib/people/principal'
import type { ScanContent } from '@/lib/sarif/content'
import { changeTeams } from '@/lib/services/team-turn'
import { NOTHING_WRONG, verifyKept } from '@/lib/standing/kept'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { verifyStanding } from '@/lib/standing/verify'
import { joinFlows } from './join'
import { flowScan, type TestFlow } from './testing'
import { makeTie, undoTie } from './ties'
import { verifyJoin } from './verify'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

const clear = () => emptyDatabase(db.pool)
beforeEach(clear)

const UPLOAD = '00000000-0000-4000-8000-000000000001'
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const day = (n: number) => START + n * DAY

async function scan(content: ScanContent): Promise<void> {
  await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, content))
}

async function apply(...scans: ScanContent[]): Promise<void> {
  for (const one of scans) {
    await scan(one)
    await joinFlows(db.pool)
  }
}

/** `[day it begins, day it ends, attempts]` of every joined path. */
async function joined(): Promise<unknown[]> {
  const { rows } = await db.pool.query<{ f: Date; t: Date | null; attempts: number }>(
    `SELECT s.from_at AS f, s.to_at AS t, s.attempts FROM standing s
     JOIN rule r ON r.id = s.rule_id AND r.rule_key = 'retry-path/joined'
     ORDER BY s.from_at, s.attempts`,
  )
  const n = (date: Date) => (date.getTime() - START) / DAY
  return rows.map(({ f, t, attempts }) => [n(f), t && n(t), attempts])
}

const caller = (layers: number[]): TestFlow => ({
  entry: 'http:POST /checkout',
  out: ['http:POST orders/orders', 'host:orders'],
  layers,
})
const callee = (layers: number[]): TestFlow => ({
  entry: 'http:POST /orders',
  out: 'http:POST api.pay.example/charge',
  layers,
})

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

test('joined paths follow a team that is renamed, in every repository they pass', async () => {
  const of = (name: string) => ({ services: [{ name, paths: ['src/**'], team: 'red' }] })
  await apply(
    flowScan('acme/shop', day(0), [caller([3])], of('shop')),
    flowScan('acme/orders', day(1), [callee([4])], of('orders')),
  )
  const change = { kind: 'rename', from: 'red', to: 'crimson' } as const
  await reorganise(db.pool, LOCAL_PERSON, { change })
  await joinFlows(db.pool)
  const { rows: parts } = await db.pool.query(
    `SELECT r.name, p.team FROM flow_part p JOIN repository r ON r.id = p.repository_id
     WHERE p.to_at IS NULL ORDER BY r.name`,
  )
  expect(parts).toEqual([
    { name: 'acme/orders', team: 'crimson' },
    { name: 'acme/shop', team: 'crimson' },
  ])
  const { rows: paths } = await db.pool.query(
    `SELECT t.name FROM standing s JOIN team t ON t.id = s.team_id
     WHERE s.kind = 'retry-path' AND s.to_at IS NULL`,
  )
  expect(paths).toEqual([{ name: 'crimson' }])
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

test('what does not join can be tied by hand once, from then on, and untied; the past stays', async () => {
  await apply(
    flowScan('acme/shop', day(0), [
      { ...caller([3]), out: ['http:POST gate/orders', 'host:gate'] },
    ]),
    flowScan('acme/orders', day(0), [callee([4])]),
  )
  expect(await joined()).toEqual([])
  const { rows } = await db.pool.query("SELECT id FROM repository WHERE name = 'acme/orders'")
  const actor = { id: 'a', name: 'Ada' }
  const tie = { outKey: 'host:gate', repository: rows[0].id, service: 'orders' }
  const id = await makeTie(db.pool, actor, tie)
  const times = async () =>
    (await db.pool.query('SELECT at, undone_at AS until FROM flow_tie')).rows[0]
  const n = (date: Date) => (date.getTime() - START) / DAY
  const { at } = await times()
  expect(await joined()).toEqual([[n(at), null, 12]])
  expect(await verifyJoin(db.pool)).toEqual([])
  const before = await db.pool.query(
    'SELECT rule, to_at AS until FROM flow_link WHERE to_at = $1',
    [at],
  )
  expect(before.rows).toEqual([{ rule: 'unknown-host', until: at }])
  expect(await undoTie(db.pool, actor, id)).toBe(true)
  const { until } = await times()
  expect(await joined()).toEqual([[n(at), n(until), 12]])
  expect(await verifyJoin(db.pool)).toEqual([])
  expect(await undoTie(db.pool, actor, id)).toBe(false)
})

test('a tie of a queue hands over as the queue does; one of a host does not', async () => {
  await apply(
    flowScan('acme/shop', day(0), [{ entry: 'http:POST /buy', out: 'queue:mail', layers: [3] }]),
    flowScan('acme/infra', day(0), [
      { entry: 'job:mail', out: ['queue:mail', 'past:queue:mail'], layers: [4] },
    ]),
    flowScan('acme/post', day(0), [
      { entry: 'queue:post', out: 'http:POST pay/charge', layers: [2] },
    ]),
  )
  const { rows } = await db.pool.query("SELECT id FROM repository WHERE name = 'acme/post'")
  await makeTie(
    db.pool,
    { id: 'a', name: 'Ada' },
    { outKey: 'queue:mail', repository: rows[0].id, service: 'post', entryKey: 'queue:post' },
  )
  const met = await db.pool.query(
    'SELECT rule FROM flow_link WHERE entry_id IS NOT NULL ORDER BY rule',
  )
  expect(met.rows).toEqual([{ rule: 'tie' }, { rule: 'tie-handover' }])
  // Redelivery is told of the failure; the shop is not.
  expect((await joined()).map((path) => (path as number[])[2])).toEqual([8])
  expect(await verifyJoin(db.pool)).toEqual([])
})

const keys = ['http:GET /a', 'http:GET /b', 'queue:q', 'topic:t'] as const
const flow = fc.record({
  path: fc.constantFrom('api/a.ts', 'web/b.ts'),
  entry: fc.constantFrom(...keys),
  out: fc.constantFrom<string | string[]>(
    'queue:q',
    'topic:t',
    'http:GET /a',
    ['http:GET one/b', 'host:one'],
    ['http:GET two/a', 'host:two'],
    ['http:GET env:THREE_SERVICE_URL/b', 'env:THREE_SERVICE_URL'],
    ['http:GET env:THREE_SERVICE_URL/{}', 'env:THREE_SERVICE_URL'],
    'sdk:stripe#charge',
  ),
  layers: fc.array(
    fc.constantFrom<number | 'unbounded' | 'unknown'>(2, 3, 'unbounded', 'unknown'),
    {
      maxLength: 2,
    },
  ),
})
const world = fc.array(
  fc.record({
    repository: fc.constantFrom('acme/one', 'acme/two', 'acme/three'),
    day: fc.integer({ min: 0, max: 4 }),
    teams: fc.constantFrom(['red', 'blue'], ['red', 'red'], null),
    flows: fc.uniqueArray(flow, {
      maxLength: 4,
      selector: ({ path, entry, out }) => `${path} ${entry} ${out}`,
    }),
    join: fc.boolean(),
  }),
  { minLength: 2, maxLength: 8 },
)

async function stateAfter(scans: { content: ScanContent; join: boolean }[]): Promise<unknown> {
  await clear()
  for (const { content, join } of scans) {
    await scan(content)
    if (join) await joinFlows(db.pool)
  }
  await joinFlows(db.pool)
  return dumped()
}

async function dumped(): Promise<unknown> {
  const dump = async (sql: string) => (await db.pool.query(sql)).rows
  return {
    parts: await dump('SELECT * FROM flow_part ORDER BY version_id, from_at'),
    links: await dump('SELECT * FROM flow_link ORDER BY out_id, nth'),
    presence: await dump('SELECT * FROM presence ORDER BY version_id, from_at'),
    standing: await dump('SELECT * FROM standing ORDER BY version_id, from_at'),
    joined: await dump(
      `SELECT v.* FROM version v JOIN rule r ON r.id = v.rule_id AND r.kind = 'retry-path'
       ORDER BY v.id`,
    ),
  }
}

test('joined presence does not depend on the order of scans, nor on when flows are joined', async () => {
  let paths = 0
  await fc.assert(
    fc.asyncProperty(
      world.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      async ([all, shuffled]) => {
        const unique = (scans: typeof all) =>
          [...new Map(all.map((s) => [`${s.repository} ${s.day}`, s])).values()]
            .sort((a, b) => scans.indexOf(a) - scans.indexOf(b))
            .map(({ repository, day: n, flows, teams, join }) => ({
              join,
              content: flowScan(repository, day(n), flows, {
                services: teams
                  ? ['api', 'web'].map((name, i) => ({
                      ...{ name, paths: [`${name}/**`], team: teams[i] },
                    }))
                  : undefined,
              }),
            }))
        const inTime = unique(all).sort((a, b) => a.content.committedAt - b.content.committedAt)
        const expected = await stateAfter(inTime)
        expect(await verifyJoin(db.pool)).toEqual([])
        expect(await verifyStanding(db.pool)).toEqual([])
        // Everything anew: what was joined bit by bit is the same at every date.
        // Segments are taken as they are stored, or some of them derived once more, or all.
        for (const some of ['false', "name <> 'acme/two'", 'true']) {
          await db.pool.query(
            `INSERT INTO flow_change (org_id, repository_id, versions, everything)
             SELECT 1, NULL::uuid, '{}'::uuid[], false
             UNION ALL SELECT 1, id, '{}', true FROM repository WHERE ${some}`,
          )
          await joinFlows(db.pool)
          expect(await dumped()).toEqual(expected)
        }
        expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
        paths += (expected as { joined: unknown[] }).joined.length
        expect(await stateAfter(unique(shuffled))).toEqual(expected)
      },
    ),
    { numRuns: 20 },
  )
  // Worlds are drawn anew in each run: some have joined paths.
  expect(paths).toBeGreaterThan(0)
})

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

test('of a path that a reorganisation places anew while a join forgets it, nothing is left to count', async () => {
  await apply(flowScan('shop', day(1), [caller([3, 2])]), flowScan('orders', day(2), [callee([2])]))
  expect(await joined()).not.toEqual([])
  const { rows: scans } = await db.pool.query<{ id: string }>(
    'SELECT id FROM scan WHERE committed_at = $1',
    [new Date(day(2))],
  )
  await removeScan(db.pool, LOCAL_PERSON, scans[0]?.id ?? '')
  const client = await db.pool.connect()
  try {
    await client.query('BEGIN')
    await changeTeams(client)
    const { rows } = await client.query<{ id: string; name: string; versions: string[] }>(
      `SELECT r.id, r.name, array_agg(DISTINCT s.version_id) AS versions FROM standing s
       JOIN repository r ON r.id = s.repository_id GROUP BY 1, 2`,
    )
    for (const { versions, ...repository } of rows) {
      await rebuildStanding(client, repository, versions)
    }
    const joining = joinFlows(db.pool)
    const waiting = `SELECT count(*)::int AS n FROM pg_locks l
      JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE NOT l.granted AND a.datname = current_database()`
    await expect.poll(async () => (await db.pool.query(waiting)).rows[0].n).toBe(1)
    await client.query('COMMIT')
    expect(await joining).toBe(true)
  } finally {
    client.release(true)
  }
  const left = await db.pool.query("SELECT version_id FROM standing WHERE kind = 'retry-path'")
  expect(left.rows).toEqual([])
  expect(await verifyJoin(db.pool)).toEqual([])
  expect(await verifyKept(db.pool)).toEqual(NOTHING_WRONG)
})
