import { type Client, ORG } from '@/lib/db/database'

/** How many uploads wait to be applied? Index: upload (status, received_at). */
export async function readPending(db: Client): Promise<number> {
  const { rows } = await db.query<{ pending: number }>(
    `SELECT count(*)::int AS pending FROM upload
     WHERE org_id = $1 AND status IN ('received', 'applying')`,
    [ORG],
  )
  return rows[0]?.pending ?? 0
}
