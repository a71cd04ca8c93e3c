import { beforeAll, expect, test } from 'vitest'
import type { Database } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { getRetryPath } from './get-path'
import {
  callee,
  caller,
  day,
  FLOW_RULE,
  flowScan,
  ingestAndJoin,
  segmentObservation,
  type TestFlow,
} from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
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
  await ingestAndJoin(
    db.pool,
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
  )
  const path = await getRetryPath(db.pool, await pathOf('acme/till'), new Date(day(9)))
  expect(path?.layers.map(({ attempts, since }) => [attempts, since.commit?.sha])).toEqual([
    [2, undefined],
    [5, undefined],
    [3, raise],
  ])
  // The one of five attempts is where it is since the move, and there since the path is.
  expect(path?.layers.map(({ since }) => since.at)).toEqual([
    ...[day(1), day(1)].map((at) => new Date(at).toISOString()),
    expect.any(String),
  ])
})

test('what stood there at the first scan is put down to no commit', async () => {
  await ingestAndJoin(
    db.pool,
    flowScan('acme/old', day(0), [
      { entry: 'http:GET /old', out: ['http:GET older/x', 'host:older'], layers: [3] },
    ]),
    flowScan('acme/older', day(0), [
      { entry: 'http:GET /x', out: 'http:GET api.bank.example/y', layers: [4] },
    ]),
  )
  const path = await getRetryPath(db.pool, await pathOf('acme/old'), new Date(day(2)))
  expect(path?.history).toMatchObject([{ attempts: 12, commits: [], stock: true }])
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
  await ingestAndJoin(
    db.pool,
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
  )
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

test('loops and fan-outs stand among the layers of every service, and count in no number', async () => {
  const shop: TestFlow = {
    ...{ entry: 'http:POST /basket', out: ['http:POST tax/rates', 'host:tax'], layers: [3, 2] },
    fanOut: [['basket.items', 1]],
  }
  const tax: TestFlow = {
    ...{ entry: 'http:POST /rates', out: 'http:GET api.rates.example/rate', layers: [4] },
    fanOut: [['countries', 0]],
  }
  const plain = ({ fanOut: _, ...flow }: TestFlow) => flow
  const scans = [
    flowScan('acme/basket', day(0), [plain(shop)]),
    flowScan('acme/tax', day(0), [plain(tax)]),
    flowScan('acme/basket', day(7), [shop]),
    flowScan('acme/tax', day(7), [tax]),
  ]
  await ingestAndJoin(db.pool, ...scans)
  const id = await pathOf('acme/basket')
  const path = await getRetryPath(db.pool, id, new Date(day(8)))
  expect(path?.fanOuts).toEqual([
    expect.objectContaining({ symbol: 'N', over: 'basket.items', outer: 1, service: 'basket' }),
    expect.objectContaining({ symbol: 'M', over: 'countries', outer: 2, service: 'tax' }),
  ])
  expect(path?.arithmetic).toBe('3 wrapper × 2 wrapper × 4 wrapper = 24, × N × M')
  expect(path?.message).toContain('24 times, × N × M, over basket → tax')
  // The same finding as without them, and no step of its chart.
  expect((await getRetryPath(db.pool, id, new Date(day(1))))?.fanOuts).toEqual([])
  expect(path?.history.map(({ attempts }) => attempts)).toEqual([24])
})

test('what repeats without an end beside the layers is told apart from a layer that does', async () => {
  await ingestAndJoin(
    db.pool,
    flowScan('acme/door', day(0), [
      { entry: 'http:POST /door', out: ['http:POST lock/lock', 'host:lock'], layers: [3] },
    ]),
    flowScan('acme/lock', day(0), [
      { entry: 'http:POST /lock', out: 'http:POST api.key.example/open', layers: ['unbounded', 2] },
    ]),
  )
  const id = await pathOf('acme/door')
  const read = () => getRetryPath(db.pool, id, new Date(day(1)))
  const endless = (await read())?.layers.find(({ attempts }) => attempts === 'unbounded')
  expect((await read())?.unbounded).toMatchObject([{ layer: endless?.key }])
  const { path, line, mechanism } = endless ?? {}
  const because = [
    { reason: 'the layer', mechanism, path, line },
    { reason: 'put back', mechanism: 'self-requeue', path, line },
  ]
  await db.pool.query(
    `UPDATE version SET data = data || jsonb_build_object('unboundedBecause', $2::jsonb)
     WHERE id IN (SELECT version_id FROM presence WHERE finding_id = $1)`,
    [id, JSON.stringify(because)],
  )
  expect((await read())?.unbounded).toMatchObject([
    { reason: 'the layer', layer: endless?.key },
    { reason: 'put back' },
  ])
  expect((await read())?.unbounded[1]).not.toHaveProperty('layer')
})

test('what one service puts back without an end has none on the paths that lead there either', async () => {
  const consumer: TestFlow = {
    entry: 'http:POST /bills',
    out: 'http:POST api.tax.example/file',
    layers: [5, 3],
  }
  const reason = 'the consumer adds to its own queue'
  await ingestAndJoin(
    db.pool,
    flowScan('acme/desk', day(0), [
      { entry: 'http:POST /bill', out: ['http:POST bills/bills', 'host:bills'], layers: [2] },
    ]),
    flowScan('acme/bills', day(1), [consumer]),
    flowScan('acme/bills', day(7), [{ ...consumer, unboundedBecause: reason }]),
  )
  const id = await pathOf('acme/desk')
  const before = await getRetryPath(db.pool, id, new Date(day(3)))
  expect([before?.naive, before?.unbounded]).toEqual([30, []])
  // Nobody has looked at the desk since its only scan, which the chart shows after a week.
  expect(before).not.toHaveProperty('knownUntil')
  const later = await getRetryPath(db.pool, id, new Date(day(20)))
  expect(later?.knownUntil).toBe(new Date(day(0)).toISOString())
  const path = await getRetryPath(db.pool, id, new Date(day(9)))
  expect([path?.naive, path?.attempts]).toEqual(['unbounded', 30])
  expect(path?.unbounded.map((one) => [one.reason, one.path])).toEqual([[reason, 'src/main.ts']])
  expect(path?.history.map(({ attempts, endless }) => [attempts, endless])).toEqual([
    [30, undefined],
    [30, true],
  ])
})

test('a layer that a decision is about has its code, and its address on the host of its repository', async () => {
  const booth: TestFlow = {
    ...{ entry: 'http:POST /booth', out: ['http:POST coffer/coffer', 'host:coffer'], layers: [2] },
  }
  const coffer: TestFlow = {
    ...{ entry: 'http:POST /coffer', out: 'http:POST api.bank.example/open', layers: [3] },
  }
  const rules = [
    { ruleKey: FLOW_RULE, kind: 'flow' as const },
    ...['retry', 'caching'].map((kind) => ({
      ...{ ruleKey: `decision/${kind}`, kind: 'decision' as const, decisionKind: kind },
      level: 'note',
    })),
  ]
  const decision = (ruleKey: string, line: number, snippet: string) => ({
    ...{ ruleKey, path: 'src/main.ts', message: snippet, level: 'note', suppressed: false },
    ...{ startLine: line, endLine: line, snippet, form: snippet, content: snippet },
  })
  await ingestAndJoin(
    db.pool,
    flowScan('acme/booth', day(0), [booth]),
    flowScan('acme/coffer', day(0), [coffer], {
      repository: { name: 'acme/coffer', url: 'https://github.com/acme/coffer' },
      commit: 'e'.repeat(40),
      rules: rules.map((rule) => ({ level: 'note', ...rule })),
      coverage: { extent: 'full', rules: rules.map(({ ruleKey }) => ruleKey) },
      observations: [
        segmentObservation(coffer),
        decision('decision/caching', 10, 'cache.get(key)'),
        decision('decision/retry', 11, 'retry(open, { attempts: 3 })'),
        decision('decision/retry', 40, 'retry(close)'),
      ],
    }),
  )
  const path = await getRetryPath(db.pool, await pathOf('acme/booth'), new Date(day(1)))
  const [first, second] = path?.layers ?? []
  expect([first?.code, first?.href]).toEqual([undefined, undefined])
  const text = second?.code?.rows.flatMap(({ tokens }) => tokens.map((token) => token.text))
  expect(text?.join('')).toBe('retry(open, { attempts: 3 })')
  expect(second?.code?.rows).toMatchObject([{ number: 11, marked: true }])
  expect(second?.code?.finding).toMatch(/^[0-9a-f-]{36}$/)
  expect(second?.href).toBe(`https://github.com/acme/coffer/blob/${'e'.repeat(40)}/src/main.ts#L10`)
})
