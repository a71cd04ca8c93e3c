import { type Client, ORG } from '@/lib/db/database'
import { given } from '@/lib/findings/shape'
import type { RefusedUpload } from './types'

const MOST = 50

interface Row {
  id: string
  status: string
  at: Date
  repository: string | null
  reason: string | null
  pointer: string | null
}

/** Which uploads were refused or failed, newest first? Upload (status, received_at). */
export async function listRefusedUploads(db: Client): Promise<RefusedUpload[]> {
  const { rows } = await db.query<Row>(
    `SELECT id, status, received_at AS at, params ->> 'repository' AS repository,
       coalesce(receipt ->> 'error', receipt #>> '{refusals,0,reason}') AS reason,
       CASE WHEN receipt ->> 'error' IS NULL THEN receipt #>> '{refusals,0,pointer}' END AS pointer
     FROM upload WHERE org_id = $1 AND status IN ('refused', 'failed')
     ORDER BY received_at DESC, id LIMIT $2`,
    [ORG, MOST],
  )
  return rows.map(({ id, status, at, repository, reason, pointer }) => ({
    id,
    status,
    receivedAt: at.toISOString(),
    reason: reason ?? 'No reason is known.',
    ...given({ repository, pointer: pointer || null }),
  }))
}
