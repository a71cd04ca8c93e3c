import type pg from 'pg'
import { inTransaction } from '@/lib/db/database'
import { applyScan } from '@/lib/ingest/apply'
import { joinFlows } from '@/lib/retry-paths/join'
import { flowScan, type TestFlow } from '@/lib/retry-paths/testing'

const UPLOAD = '00000000-0000-4000-8000-000000000001'
const DAY = 86_400_000
const dayOf = (n: number) => Date.UTC(2026, 0, 1) + n * DAY

export const caller = (layers: number[]): TestFlow => ({
  entry: 'http:POST /checkout',
  ...{ out: ['http:POST orders/orders', 'host:orders'], path: 'src/checkout.ts', layers },
})
export const callee = (layers: number[]): TestFlow => ({
  entry: 'http:POST /orders',
  ...{ out: 'http:POST api.pay.example/charge', path: 'src/orders.ts', layers },
})

/** A scan of acme/shop or acme/orders on a day; each is one service, of a team of its own. */
export async function scanFlows(
  pool: pg.Pool,
  repository: 'shop' | 'orders',
  day: number,
  flows: TestFlow[],
): Promise<void> {
  const team = repository === 'shop' ? '@acme/web' : '@acme/pay'
  const services = [{ name: repository, paths: ['src/**'], team }]
  const content = flowScan(`acme/${repository}`, dayOf(day), flows, { services })
  await inTransaction(pool, (client) => applyScan(client, UPLOAD, content))
}

/** A path over two services of two teams, about which nothing is asked. */
export async function retryPath(pool: pg.Pool): Promise<string> {
  await pool.query('DELETE FROM retry_question')
  await scanFlows(pool, 'shop', 0, [caller([3])])
  await scanFlows(pool, 'orders', 0, [callee([2])])
  await joinFlows(pool)
  const { rows } = await pool.query<{ id: string }>(
    "SELECT finding_id AS id FROM standing WHERE kind = 'retry-path' AND to_at IS NULL",
  )
  return rows[0]?.id ?? ''
}
