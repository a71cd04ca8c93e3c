import type pg from 'pg'
import { ingest } from '@/lib/ingest/testing'
import { joinFlows } from '@/lib/retry-paths/join'
import { callee, caller, day, flowScan, type TestFlow } from '@/lib/retry-paths/testing'

/** A scan of acme/shop or acme/orders so many days into 2026; each is one service, of a team of its own. */
export async function scanFlows(
  pool: pg.Pool,
  repository: 'shop' | 'orders',
  after: number,
  flows: TestFlow[],
): Promise<void> {
  const team = repository === 'shop' ? '@acme/web' : '@acme/pay'
  const services = [{ name: repository, paths: ['src/**'], team }]
  await ingest(pool, flowScan(`acme/${repository}`, day(after), flows, { services }))
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
