import { type Database, ORG } from '@/lib/db/database'

/** How the installation is: what `npm start`, load balancers and tests ask before anything else. */
export interface Health {
  name: 'plumbline'
  /** Uploads by what became of them; `waiting` are stored and not yet applied. */
  uploads: { waiting: number; done: number; failed: number }
}

export async function health(db: Database): Promise<Health> {
  const { rows } = await db.pool.query<{ waiting: number; done: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE status IN ('received', 'applying')) AS waiting,
            count(*) FILTER (WHERE status IN ('applied', 'refused')) AS done,
            count(*) FILTER (WHERE status = 'failed') AS failed
       FROM upload WHERE org_id = $1`,
    [ORG],
  )
  return { name: 'plumbline', uploads: rows[0] ?? { waiting: 0, done: 0, failed: 0 } }
}
