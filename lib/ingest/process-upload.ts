import type pg from 'pg'
import { inTransaction } from '@/lib/db/database'
import type { ScanContent } from '@/lib/sarif/content'
import type { Reading } from '@/lib/sarif/read'
import type { ScanCounts } from './apply-counts'
import { extendLease, holdLease, type Lease, settle } from './queue'
import type { StoredBody } from './read-upload'
import { receiptOf, type ScanReceipt, scanReceipt } from './receipt'
import { RefusedScan } from './refused'

/** Applies one scan within the caller's transaction; `applyScan`, or a stand-in in tests. */
export type ApplyScan = (
  client: pg.PoolClient,
  uploadId: string,
  scan: ScanContent,
) => Promise<ScanCounts>

export interface Processing {
  pool: pg.Pool
  apply: ApplyScan
  read: (upload: StoredBody, signal: AbortSignal) => Promise<Reading>
  leaseMs: number
}

/**
 * Reads a leased upload and applies all its scans in one transaction together with its verdict and
 * receipt. Writes nothing where the lease was lost. Throws what reading or applying throws.
 */
export async function processUpload(
  { pool, apply, read, leaseMs }: Processing,
  lease: Lease,
  signal: AbortSignal,
): Promise<void> {
  const beat = setInterval(() => {
    // A missed beat is made up for by the next, or the lease is lost, which holdLease notices.
    extendLease(pool, lease, leaseMs).catch(() => {})
  }, leaseMs / 3)
  const reading = await read(lease, signal).finally(() => clearInterval(beat))
  signal.throwIfAborted()
  if (reading.scans.length === 0) return settle(pool, lease, 'refused', receiptOf(reading))
  try {
    await applyAll(pool, apply, lease, reading)
  } catch (error) {
    if (!(error instanceof RefusedScan)) throw error
    const refusals = [{ reason: error.message, pointer: error.pointer }, ...reading.refusals]
    const refused = reading.refused + 1
    await settle(pool, lease, 'refused', receiptOf({ ...reading, refusals, refused }))
  }
}

async function applyAll(pool: pg.Pool, apply: ApplyScan, lease: Lease, reading: Reading) {
  await inTransaction(pool, async (client) => {
    if (!(await holdLease(client, lease))) return
    const done: ScanReceipt[] = []
    for (const scan of inLockOrder(reading.scans)) {
      done.push(scanReceipt(scan, await apply(client, lease.id, scan)))
    }
    await settle(client, lease, 'applied', receiptOf(reading, done))
  })
}

/** Every transaction takes the locks of repositories in one order, so that no two wait in a ring. */
function inLockOrder(scans: readonly ScanContent[]): ScanContent[] {
  return scans.toSorted(
    (a, b) =>
      (a.repository.name < b.repository.name
        ? -1
        : Number(a.repository.name > b.repository.name)) || a.committedAt - b.committedAt,
  )
}
