import type pg from 'pg'
import { type Client, ORG } from '@/lib/db/database'
import type { ScanParams } from '@/lib/sarif/params'
import { failedReceipt, type Receipt } from './receipt'

/** An upload that one worker has taken; `attempt` tells its lease from every other one. */
export interface Lease {
  id: string
  attempt: number
  body: Buffer
  rawBytes: number
  params: ScanParams
}

export const maxAttempts = 3

/**
 * Takes the upload that has waited longest, of those that wait or whose worker is gone. A locked
 * row is being applied by somebody who is alive, however old the lease.
 */
// plumbline: owner=@plumbline/ingest decision=docs/decisions/0008-uploads-are-the-queue.md
export async function takeLease(pool: pg.Pool, leaseMs: number): Promise<Lease | undefined> {
  const { rows } = await pool.query<Lease>(
    `UPDATE upload SET status = 'applying', attempts = attempts + 1,
       lease_until = now() + $2 * interval '1 millisecond'
     WHERE org_id = $1 AND id = (
       SELECT id FROM upload
       WHERE org_id = $1 AND status IN ('received', 'applying')
         AND (lease_until IS NULL OR lease_until < now())
       ORDER BY received_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, attempts AS attempt, body, raw_bytes AS "rawBytes", params`,
    [ORG, leaseMs],
  )
  return rows[0]
}

/** Gives up on uploads whose workers died (killed, out of memory) at every attempt. */
// plumbline: owner=@plumbline/ingest decision=docs/decisions/0008-uploads-are-the-queue.md
export async function failOrphans(pool: pg.Pool): Promise<void> {
  const receipt = failedReceipt(
    `The worker ended ${maxAttempts} times while it read or applied this upload, perhaps for want of memory. Send it again, or in parts.`,
  )
  await pool.query(
    `UPDATE upload SET status = 'failed', finished_at = now(), lease_until = NULL, receipt = $3
     WHERE org_id = $1 AND id IN (
       SELECT id FROM upload
       WHERE org_id = $1 AND status = 'applying' AND lease_until < now() AND attempts >= $2
       FOR UPDATE SKIP LOCKED)`,
    [ORG, maxAttempts, receipt],
  )
}

/** Says that the worker is alive. */
export async function extendLease(pool: pg.Pool, lease: Lease, leaseMs: number): Promise<void> {
  await pool.query(
    `UPDATE upload SET lease_until = now() + $4 * interval '1 millisecond'
     WHERE org_id = $1 AND id = $2 AND status = 'applying' AND attempts = $3`,
    [ORG, lease.id, lease.attempt, leaseMs],
  )
}

/**
 * Locks the upload for the caller's transaction. False where the lease is lost: somebody else has
 * the upload, and this worker must write nothing.
 */
// plumbline: owner=@plumbline/ingest decision=docs/decisions/0008-uploads-are-the-queue.md
export async function holdLease(client: Client, lease: Lease): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM upload WHERE org_id = $1 AND id = $2 AND status = 'applying' AND attempts = $3
     FOR UPDATE`,
    [ORG, lease.id, lease.attempt],
  )
  return rowCount === 1
}

/** Writes the verdict. */
export async function settle(
  client: Client,
  lease: Lease,
  status: 'applied' | 'refused' | 'failed',
  receipt: Receipt,
): Promise<void> {
  await client.query(
    `UPDATE upload SET status = $4, receipt = $5, finished_at = now(), lease_until = NULL
     WHERE org_id = $1 AND id = $2 AND status = 'applying' AND attempts = $3`,
    [ORG, lease.id, lease.attempt, status, receipt],
  )
}

/** Puts an upload back that failed, to be tried again after `waitMs`; others go first until then. */
export async function retryLater(
  pool: pg.Pool,
  lease: Lease,
  error: string,
  waitMs: number,
): Promise<void> {
  await pool.query(
    `UPDATE upload SET status = 'received', receipt = $4,
       lease_until = now() + $5 * interval '1 millisecond'
     WHERE org_id = $1 AND id = $2 AND status = 'applying' AND attempts = $3`,
    [ORG, lease.id, lease.attempt, failedReceipt(error), waitMs],
  )
}

/** Puts an upload back that nobody is to blame for; the attempt does not count. */
export async function giveBack(pool: pg.Pool, lease: Lease): Promise<void> {
  await pool.query(
    `UPDATE upload SET status = 'received', attempts = attempts - 1, lease_until = NULL
     WHERE org_id = $1 AND id = $2 AND status = 'applying' AND attempts = $3`,
    [ORG, lease.id, lease.attempt],
  )
}
