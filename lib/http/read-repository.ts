import { type Client, ORG } from '@/lib/db/database'
import { readFilter } from './read-filter'

/** The repository that a parameter names, by id or name. Throws HttpProblem 400. */
export async function readRepository(
  db: Client,
  repository: string,
): Promise<{ id: string; name: string }> {
  const { repository: id = '' } = await readFilter(db, { repository })
  const { rows } = await db.query<{ id: string; name: string }>(
    'SELECT id, name FROM repository WHERE org_id = $1 AND id = $2',
    [ORG, id],
  )
  return rows[0] ?? { id, name: repository }
}
