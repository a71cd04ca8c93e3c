import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import type { ScanContent } from '@/lib/sarif/content'
import { callee, caller, day, daysInto, flowScan, ingestAndJoin, joinedPaths } from './testing'
import { makeTie, undoTie } from './ties'
import { verifyJoin } from './verify'

const db = await testDatabase()
beforeEach(() => emptyDatabase(db.pool))

const apply = (...scans: ScanContent[]) => ingestAndJoin(db.pool, ...scans)
const joined = () => joinedPaths(db.pool)

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
  const { at } = await times()
  expect(await joined()).toEqual([[daysInto(at), null, 12]])
  expect(await verifyJoin(db.pool)).toEqual([])
  const before = await db.pool.query(
    'SELECT rule, to_at AS until FROM flow_link WHERE to_at = $1',
    [at],
  )
  expect(before.rows).toEqual([{ rule: 'unknown-host', until: at }])
  expect(await undoTie(db.pool, actor, id)).toBe(true)
  const { until } = await times()
  expect(await joined()).toEqual([[daysInto(at), daysInto(until), 12]])
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
  expect((await joined()).map(([, , attempts]) => attempts)).toEqual([8])
  expect(await verifyJoin(db.pool)).toEqual([])
})
