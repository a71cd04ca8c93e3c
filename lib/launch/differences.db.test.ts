import { expect, test } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { applyScan } from '@/lib/ingest/apply'
import { joinFlows } from '@/lib/retry-paths/join'
import { flowScan } from '@/lib/retry-paths/testing'
import { differences } from './differences'

const db = await testDatabase()
const UPLOAD = '00000000-0000-4000-8000-000000000001'

test('what a joined path says beside is verified too', async () => {
  const at = Date.UTC(2026, 0, 1)
  const out = ['http:POST orders/orders', 'host:orders']
  const shop = flowScan('shop', at, [{ entry: 'http:POST /checkout', out, layers: [3] }])
  const charge = 'http:POST api.pay.example/charge'
  const orders = flowScan('orders', at, [{ entry: 'http:POST /orders', out: charge, layers: [2] }])
  for (const scan of [shop, orders]) {
    await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan))
    await joinFlows(db.pool)
  }
  expect(await differences(db.pool)).toEqual([])
  const { rowCount } = await db.pool.query(
    `UPDATE standing SET path = 'elsewhere' FROM rule r
     WHERE r.id = rule_id AND r.rule_key = 'retry-path/joined'`,
  )
  expect(rowCount).toBe(1)
  expect(await differences(db.pool)).toEqual(['what is derived beside segments: 1 wrong'])
})
