import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { ingest } from '@/lib/ingest/testing'
import { callee, caller, flowScan, ingestAndJoin } from '@/lib/retry-paths/testing'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { observation, scanContent } from '@/lib/sarif/testing'
import { getUnlisted } from './get-unlisted'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const RULE = 'retry-path/duplicated'
const MONDAY = Date.UTC(2026, 4, 4)
const DAY = 86_400_000

/** A run over the commit of a day that sees these forms of `buy` in a.ts. */
const scan = (day: number, seen: Observation[], more: Partial<ScanContent> = {}) =>
  scanContent(MONDAY + day * DAY, [{ ruleKey: RULE, kind: 'retry-path' }], seen, {
    defaultBranch: true,
    ranAt: MONDAY + 100 * DAY,
    ...more,
  })
const path = (form: string, more: Partial<Observation> = {}) =>
  observation(RULE, form, { symbol: 'buy', message: `buy: ${form}`, snippet: form, ...more })

/** Addresses: id of the version of each form. */
async function idOf(form: string): Promise<string> {
  const sql = 'SELECT id FROM version WHERE message = $1'
  return (await db.pool.query(sql, [`buy: ${form}`])).rows[0]?.id
}

test('where a back-fill finds an earlier beginning the old address leads to the finding', async () => {
  await ingest(db.pool, scan(7, [path('3 × 4')]))
  const shared = await idOf('3 × 4')
  await ingest(db.pool, scan(0, [path('3 × 3')]))
  expect(await getUnlisted(db.pool, shared)).toEqual({
    listedAs: await idOf('3 × 3'),
    kind: 'retry-path',
  })
})

const again = { ranAt: MONDAY + 101 * DAY }

test('what a newer run over the same commit no longer says is shown as it was, with what it became', async () => {
  await ingest(db.pool, scan(0, [path('3 × 3', { toolIdentity: 'buy → pay' })]))
  const shared = await idOf('3 × 3')
  const other = path('2 × 2')
  await ingest(db.pool, scan(0, [path('3 × 4', { toolIdentity: 'buy → pay' }), other], again))
  expect(await getUnlisted(db.pool, shared)).toMatchObject({
    message: 'buy: 3 × 3',
    code: [{ tokens: expect.anything() }],
    repository: { name: 'acme/shop' },
    lastRun: new Date(again.ranAt).toISOString(),
    became: { id: await idOf('3 × 4'), message: 'buy: 3 × 4' },
  })
})

test('without an identity of the tool it became what alone stands at its place; of two nobody knows', async () => {
  await ingest(db.pool, scan(0, [path('3 × 3')]))
  const shared = await idOf('3 × 3')
  await ingest(db.pool, scan(0, [path('3 × 4'), path('9', { symbol: 'sell' })], again))
  const became = { id: await idOf('3 × 4'), message: 'buy: 3 × 4' }
  expect(await getUnlisted(db.pool, shared)).toMatchObject({ became })
  const [one, two] = [path('3 × 5', { content: 'a' }), path('3 × 6', { content: 'b' })]
  await ingest(db.pool, scan(0, [one, two], { ranAt: again.ranAt + 1 }))
  expect(await getUnlisted(db.pool, shared)).not.toHaveProperty('became')
})

test('what is of another branch says so; an id that nothing had is nothing', async () => {
  await ingest(db.pool, scan(0, []))
  await ingest(db.pool, scan(1, [path('3 × 3')], { branch: 'topic', defaultBranch: false }))
  expect(await getUnlisted(db.pool, await idOf('3 × 3'))).toMatchObject({
    branch: 'topic',
    from: new Date(MONDAY + DAY).toISOString(),
  })
  expect(await getUnlisted(db.pool, '00000000-0000-8000-8000-000000000000')).toBeNull()
  expect(await getUnlisted(db.pool, 'no-id')).toBeNull()
})

test('a path between repositories that newer runs over their commits no longer make is kept as it read', async () => {
  const day = (n: number) => MONDAY + n * DAY
  const again = { ranAt: MONDAY + 101 * DAY }
  const paths = async () =>
    (await db.pool.query("SELECT finding_id AS id FROM standing WHERE kind = 'retry-path'")).rows
  await ingestAndJoin(
    db.pool,
    flowScan('acme/shop', day(0), [caller([3])]),
    flowScan('acme/orders', day(1), [callee([4])]),
  )
  const [shared] = await paths()
  expect(await getUnlisted(db.pool, shared.id)).toBeNull()
  await ingestAndJoin(db.pool, flowScan('acme/orders', day(1), [], again))
  expect(await paths()).toEqual([])
  expect(await getUnlisted(db.pool, shared.id)).toMatchObject({
    message: expect.stringContaining('12 times'),
    repository: { name: 'acme/shop' },
    lastRun: expect.any(String),
  })
  const back = { ranAt: again.ranAt + 1 }
  await ingestAndJoin(db.pool, flowScan('acme/orders', day(1), [callee([4])], back))
  expect(await paths()).toEqual([shared])
})
