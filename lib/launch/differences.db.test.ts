import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { callee, caller, day, flowScan, ingestAndJoin } from '@/lib/retry-paths/testing'
import { differences } from './differences'

const db = await testDatabase()

test('what a joined path says beside is verified too', async () => {
  await ingestAndJoin(
    db.pool,
    flowScan('shop', day(0), [caller([3])]),
    flowScan('orders', day(0), [callee([2])]),
  )
  expect(await differences(db.pool)).toEqual([])
  const { rowCount } = await db.pool.query(
    `UPDATE standing SET path = 'elsewhere' FROM rule r
     WHERE r.id = rule_id AND r.rule_key = 'retry-path/joined'`,
  )
  expect(rowCount).toBe(1)
  expect(await differences(db.pool)).toEqual(['what is derived beside segments: 1 wrong'])
})
