import { expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { callee, caller, day, flowScan, ingestAndJoin } from './testing'

test('where everything is joined anew only the paths that went are kept as they read', async () => {
  const { pool } = await testDatabase()
  const shop = (name: string, layers: number[], more = {}) =>
    flowScan(name, day(0), [caller(layers)], more)
  await ingestAndJoin(
    pool,
    shop('acme/shop', [3]),
    shop('acme/kiosk', [5]),
    flowScan('acme/orders', day(1), [callee([4])]),
  )
  const standing = async () =>
    (await pool.query('SELECT message FROM version v JOIN flow_path p ON p.version_id = v.id')).rows
  expect(await standing()).toHaveLength(2)
  // Of no repository: everything.
  await pool.query('INSERT INTO flow_change (org_id, versions, everything) VALUES ($1, $2, true)', [
    ORG,
    [],
  ])
  await ingestAndJoin(pool, flowScan('acme/kiosk', day(0), [], { ranAt: day(50) }))
  expect(await standing()).toHaveLength(1)
  const { rows } = await pool.query('SELECT message, path FROM flow_former')
  expect(rows).toEqual([{ message: expect.stringContaining('20 times'), path: 'src/main.ts' }])
})
