import { type Client, ORG } from '@/lib/db/database'
import type { BudgetScope } from '../types'

/**
 * Which teams does a budget bind: the team itself, or those that answer for the service now? None
 * where nobody does. Team by primary key, standing (org_id, kind, state, to_at).
 */
export async function readTeamsBound(db: Client, { by, key }: BudgetScope): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    by === 'team'
      ? 'SELECT name FROM team WHERE org_id = $1 AND id = $2'
      : `SELECT DISTINCT t.name FROM standing s
         JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
         WHERE s.org_id = $1 AND s.service_id = $2 AND s.to_at IS NULL ORDER BY 1`,
    [ORG, key],
  )
  return rows.map(({ name }) => name)
}
