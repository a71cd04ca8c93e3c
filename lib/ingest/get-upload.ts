import type pg from 'pg'
import { ORG } from '@/lib/db/database'
import { isOf } from '@/lib/people/own-repository'
import type { Principal } from '@/lib/people/principal'
import type { ScanParams } from '@/lib/sarif/params'
import type { Receipt } from './receipt'

export interface UploadStatus {
  id: string
  /** received → applying → applied | refused | failed */
  status: string
  /** ISO 8601, UTC. */
  receivedAt: string
  finishedAt: string | null
  /** Null until there is a verdict, except for the error of an attempt that will be repeated. */
  receipt: Receipt | null
  /** In a sentence, why nothing was applied; null otherwise. */
  detail: string | null
}

interface Row {
  params: ScanParams
  status: string
  receivedAt: Date
  finishedAt: Date | null
  receipt: Receipt | null
}

/**
 * What became of one upload, by primary key; undefined for an id nobody was given. A machine sees
 * its own repository's alone, and any other as if it were not there.
 */
export async function getUpload(
  pool: pg.Pool,
  id: string,
  principal?: Principal,
): Promise<UploadStatus | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  const { rows } = await pool.query<Row>(
    `SELECT status, params, received_at AS "receivedAt", finished_at AS "finishedAt", receipt
     FROM upload WHERE org_id = $1 AND id = $2`,
    [ORG, id],
  )
  const row = rows[0]
  if (!row || !isFor(principal, row)) return undefined
  const { status, receivedAt, finishedAt, receipt } = row
  const applied = status === 'applied'
  return {
    id,
    status,
    receivedAt: receivedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    receipt,
    detail: applied ? null : (receipt?.error ?? receipt?.refusals[0]?.reason ?? null),
  }
}

function isFor(principal: Principal | undefined, { params, receipt }: Row): boolean {
  if (!principal || isOf(principal, params.repository)) return true
  const scans = receipt?.scans ?? []
  return scans.length > 0 && scans.every(({ repository }) => isOf(principal, repository))
}
