import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { beyondSql } from '@/lib/findings/queries/narrow'
import { removeScan } from '@/lib/ingest/remove-scan'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { joinFlows } from './join'
import { callee, caller, day, flowScan, ingestAndJoin, type TestFlow } from './testing'
import { verifyJoin } from './verify'
import { wholeData } from './whole'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const calling: TestFlow = { ...caller([3, 'unknown']), fanOut: [['items', 1]] }
const called: TestFlow = callee([4])

/** Scans and joins; `say` adds to what the segment says that is no part of its form. */
async function apply(
  repository: string,
  at: number,
  flow: TestFlow,
  say: (segment: Record<string, unknown>) => object = () => ({}),
): Promise<void> {
  const scan = flowScan(repository, at, [flow])
  const observations = scan.observations.map((one) => {
    const segment = one.data?.segment as Record<string, unknown>
    return { ...one, data: { ...one.data, segment: { ...segment, ...say(segment) } } }
  })
  await ingestAndJoin(db.pool, { ...scan, observations })
}

async function paths() {
  const { rows } = await db.pool.query<{ stored: object; whole: object; description: string }>(
    `SELECT v.data AS stored, ${wholeData('v')} AS whole, encode(v.description, 'hex') AS description
     FROM flow_path f JOIN version v ON v.org_id = f.org_id AND v.id = f.version_id`,
  )
  return rows
}

async function ids(): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ name: string; id: string }>(
    `SELECT name, id FROM repository UNION ALL
     SELECT r.name || ' segment', p.version_id FROM flow_part p
     JOIN repository r ON r.id = p.repository_id`,
  )
  return new Map(rows.map(({ name, id }) => [name, id]))
}

test('a joined path says all that its segments say, in order, and where each stands', async () => {
  await apply('acme/shop', day(0), calling, (segment) => ({
    outgoing: { ...(segment.outgoing as object), method: 'POST', timeoutMs: 900 },
    gates: [{ reason: 'not repeated' }, 'no record'],
  }))
  await apply('acme/orders', day(0), called, ({ layers }) => ({
    layers: [...(layers as object[]), { kind: 7, attempts: -1, note: 'from elsewhere' }, null],
  }))
  const id = await ids()
  const shop = { service: 'shop', repository: 'acme/shop', repositoryId: id.get('acme/shop') }
  const orders = {
    ...{ service: 'orders', repository: 'acme/orders', repositoryId: id.get('acme/orders') },
  }
  const own = { kind: 'wrapper', mechanism: 'retry', source: 'explicit', path: 'src/main.ts' }
  const [path] = await paths()
  expect(path?.whole).toEqual({
    ...{ joined: true, naive: 'unknown', gated: 'unknown', bounded: 'unknown', cuts: [] },
    arithmetic: '3 wrapper × ? wrapper × 4 wrapper × ? layer = unknown, × N',
    layers: [
      {
        ...own,
        ...shop,
        segment: 0,
        attempts: 3,
        basis: 'attempts: 3',
        line: 10,
        symbol: 'layer0',
      },
      {
        ...{ ...own, ...shop, segment: 0, attempts: 'unknown' },
        ...{ basis: 'attempts: unknown', line: 11, symbol: 'layer1' },
      },
      {
        ...{ ...own, ...orders, segment: 1, attempts: 4 },
        ...{ basis: 'attempts: 4', line: 10, symbol: 'layer0' },
      },
      { ...orders, segment: 1, kind: 'layer', attempts: 'unknown', note: 'from elsewhere' },
    ],
    fanOut: [
      {
        ...{ ...shop, segment: 0, over: 'items', path: 'src/main.ts' },
        ...{ line: 7, symbol: 'all', at: 0, outer: 1 },
      },
    ],
    gates: [{ reason: 'not repeated', service: 'shop' }],
    segments: [
      {
        ...{ ...shop, version: id.get('acme/shop segment'), path: 'src/main.ts', line: 3 },
        entry: { kind: 'http', label: 'POST /checkout' },
        outgoing: {
          ...{ kind: 'http', label: 'http:POST orders/orders', method: 'POST', timeoutMs: 900 },
        },
        meets: { rule: 'host-path', confidence: 'certain' },
      },
      {
        ...{ ...orders, version: id.get('acme/orders segment'), path: 'src/main.ts', line: 3 },
        entry: { kind: 'http', label: 'POST /orders' },
        outgoing: { kind: 'http', label: 'http:POST api.pay.example/charge', method: null },
      },
    ],
  })
  // What stands in the segments is not said again.
  expect(JSON.stringify(path?.stored)).not.toMatch(/wrapper"|main\.ts|acme\/|not repeated/)
})

test('a budget of layers counts those of all segments', async () => {
  await apply('acme/shop', day(0), calling)
  await apply('acme/orders', day(0), called)
  const beyond = async (layers: number) => {
    const values: unknown[] = []
    const condition = beyondSql(layers, 1e6, (value) => `$${values.push(value)}`)
    const { rowCount } = await db.pool.query(`SELECT FROM standing s WHERE ${condition}`, values)
    return rowCount
  }
  expect([await beyond(2), await beyond(3)]).toEqual([1, 0])
  await db.pool.query(`UPDATE version SET data = jsonb_set(data, '{layers}', '1e12')
    WHERE id IN (SELECT version_id FROM flow_path)`)
  expect(await beyond(3)).toBe(1)
})

test('a path is described anew exactly when one of its segments is', async () => {
  const lower = (segment: Record<string, unknown>) => ({
    layers: (segment.layers as object[]).map((layer) => ({ ...layer, line: 99 })),
  })
  await apply('acme/shop', day(0), calling)
  await apply('acme/orders', day(0), called)
  const [before] = await paths()
  await apply('acme/orders', day(1), called)
  expect(await paths()).toEqual([before])
  await apply('acme/orders', day(2), called, lower)
  const [after, ...others] = await paths()
  expect(others).toEqual([])
  expect(after?.stored).toEqual(before?.stored)
  expect(after?.description).not.toBe(before?.description)
  expect(after?.whole).toHaveProperty('layers.1.line', 11)
  expect(after?.whole).toHaveProperty('layers.2.line', 99)
  expect(await verifyJoin(db.pool)).toEqual([])
})

test('what a repository said goes on being said by paths through it until flows are joined again', async () => {
  await apply('acme/shop', day(0), calling)
  await apply('acme/orders', day(0), called)
  const [before] = await paths()
  const { rows } = await db.pool.query<{ id: string; stream: string }>(
    `SELECT n.id, n.stream_id AS stream FROM scan n JOIN stream s ON s.id = n.stream_id
     JOIN repository r ON r.id = s.repository_id WHERE r.name = 'acme/orders'`,
  )
  const { id = '', stream = '' } = rows[0] ?? {}
  const left = async () =>
    (await db.pool.query('SELECT FROM version WHERE stream_id = $1', [stream])).rowCount
  await removeScan(db.pool, LOCAL_PERSON, id)
  expect(await paths()).toEqual([before])
  await joinFlows(db.pool)
  expect([await paths(), await left()]).toEqual([[], 0])
  expect(await verifyJoin(db.pool)).toEqual([])
})

test('a path that was joined before segments were named reads as it is, and is joined anew', async () => {
  await apply('acme/shop', day(0), calling)
  await apply('acme/orders', day(0), called)
  const [now] = await paths()
  await db.pool.query(
    `UPDATE version v SET data = ${wholeData('v')}, description = '\\x00'
     WHERE id IN (SELECT version_id FROM flow_path)`,
  )
  const [old] = await paths()
  expect(old?.stored).toEqual(now?.whole)
  expect(old?.whole).toEqual(now?.whole)
  await db.pool.query("INSERT INTO flow_change (org_id, versions) VALUES (1, '{}')")
  await joinFlows(db.pool)
  expect(await paths()).toEqual([now])
})

test.each([
  [{ layers: 2, segments: 'two' }],
  [{ layers: 1e12, segments: [{ version: 'first', entry: 1, outgoing: null }, 7] }],
])(
  'what a scan says in the form of a joined path is read, and names no segment: %j',
  async (said) => {
    const { rows } = await db.pool.query(
      `SELECT ${wholeData('v')} AS whole FROM (SELECT $1::jsonb AS data) v`,
      [JSON.stringify(said)],
    )
    expect(rows[0].whole).toMatchObject({ layers: [], segments: [] })
  },
)
