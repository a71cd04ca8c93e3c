import { type Database, ORG } from '@/lib/db/database'

/** How the installation is: what `npm start`, load balancers and tests ask before anything else. */
export interface Health {
  name: 'plumbline'
  /** Uploads by what became of them; `waiting` are stored and not yet applied. */
  uploads: UploadCounts
}

interface UploadCounts {
  waiting: number
  done: number
  failed: number
  /** Why the last one failed; null when none did. */
  failure: string | null
}

export async function health(db: Database): Promise<Health> {
  const { rows } = await db.pool.query<UploadCounts>(
    `SELECT count(*) FILTER (WHERE status IN ('received', 'applying')) AS waiting,
            count(*) FILTER (WHERE status IN ('applied', 'refused')) AS done,
            count(*) FILTER (WHERE status = 'failed') AS failed,
            (SELECT receipt->>'error' FROM upload WHERE org_id = $1 AND status = 'failed'
              ORDER BY finished_at DESC LIMIT 1) AS failure
       FROM upload WHERE org_id = $1`,
    [ORG],
  )
  const nothing = { waiting: 0, done: 0, failed: 0, failure: null }
  return { name: 'plumbline', uploads: rows[0] ?? nothing }
}
