import { type Client, ORG } from '@/lib/db/database'
import { removeDocuments } from '@/lib/ownership/documents/store'
import { removeServiceMaps } from '@/lib/services/store'
import { uploadChannel } from './accept'

/** Forgets scans and what they stated besides presence. */
export async function forgetScans(client: Client, ids: string[]): Promise<void> {
  await removeServiceMaps(client, ids)
  await removeDocuments(client, ids)
  for (const [table, column] of [
    ['sighting', 'scan_id'],
    ['path_change', 'scan_id'],
    ['scan', 'id'],
  ]) {
    await client.query(`DELETE FROM ${table} WHERE org_id = $1 AND ${column} = ANY($2::uuid[])`, [
      ORG,
      ids,
    ])
  }
}

/**
 * Forgets the scans that gave way to one at this instant, and returns their uploads: nothing
 * stands in their place any more.
 */
export async function takeSuperseded(
  client: Client,
  streamId: string,
  at: Date,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; upload: string }>(
    `SELECT id, upload_id AS upload FROM scan
     WHERE org_id = $1 AND stream_id = $2 AND committed_at = $3 AND superseded`,
    [ORG, streamId, at],
  )
  await forgetScans(
    client,
    rows.map(({ id }) => id),
  )
  return rows.map(({ upload }) => upload)
}

/** Puts applied uploads back into the queue. */
export async function requeue(client: Client, uploads: string[]): Promise<number> {
  const { rowCount } = await client.query(
    `WITH waiting AS (
       UPDATE upload SET status = 'received', attempts = 0, lease_until = NULL, finished_at = NULL
       WHERE org_id = $1 AND status = 'applied' AND id = ANY($2::uuid[])
       RETURNING id)
     SELECT pg_notify($3, id::text) FROM waiting`,
    [ORG, uploads, uploadChannel],
  )
  return rowCount ?? 0
}
