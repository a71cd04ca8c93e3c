import { type Client, ORG } from '@/lib/db/database'
import type { Principal } from '@/lib/people/principal'
import { readFilter } from './read-filter'

/** The repository that a parameter names, by id or name. Throws HttpProblem 400. */
export async function readRepository(
  db: Client,
  repository: string,
  principal: Principal,
): Promise<{ id: string; name: string }> {
  const { repository: id = '' } = await readFilter(db, { repository }, principal)
  const { rows } = await db.query<{ id: string; name: string }>(
    'SELECT id, name FROM repository WHERE org_id = $1 AND id = $2',
    [ORG, id],
  )
  return rows[0] ?? { id, name: repository }
}
