import { type Database, ORG } from '@/lib/db/database'

/** How the installation is: what `npm start`, load balancers and tests ask before anything else. */
export interface Health {
  name: 'plumbline'
  /** Which launcher started the server; absent where none did. */
  run?: string
  /** Uploads by what became of them; `waiting` are stored and not yet applied. */
  uploads: UploadCounts
}

interface UploadCounts {
  waiting: number
  done: number
  /** Could not be applied: refused for what they say, or failed for good. */
  failed: number
  /** Why the last one could not; null when all could. */
  failure: string | null
}

export async function health(db: Database): Promise<Health> {
  const { rows } = await db.pool.query<UploadCounts>(
    `SELECT count(*) FILTER (WHERE status IN ('received', 'applying')) AS waiting,
            count(*) FILTER (WHERE status = 'applied') AS done,
            count(*) FILTER (WHERE status IN ('refused', 'failed')) AS failed,
            (SELECT coalesce(receipt->>'error', receipt->'refusals'->0->>'reason') FROM upload
              WHERE org_id = $1 AND status IN ('refused', 'failed')
              ORDER BY finished_at DESC LIMIT 1) AS failure
       FROM upload WHERE org_id = $1`,
    [ORG],
  )
  const nothing = { waiting: 0, done: 0, failed: 0, failure: null }
  return { name: 'plumbline', uploads: rows[0] ?? nothing }
}
