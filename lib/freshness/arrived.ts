import { type Client, ORG } from '@/lib/db/database'

/** When did the newest upload that is applied come in? Index: upload (status, received_at). */
export async function readArrived(db: Client): Promise<string | null> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT received_at AS at FROM upload WHERE org_id = $1 AND status = 'applied'
     ORDER BY received_at DESC LIMIT 1`,
    [ORG],
  )
  return rows[0]?.at.toISOString() ?? null
}
