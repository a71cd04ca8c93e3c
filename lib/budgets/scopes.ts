import { type Client, ORG } from '@/lib/db/database'
import { NO_TEAM, standsAt } from '@/lib/trends/conditions'
import type { Directory } from '@/lib/trends/directory'
import type { Filter } from '@/lib/trends/types'
import type { BudgetScope } from './types'

/**
 * Whose budgets a page with this filter speaks of: of a team its own and those of its services at
 * that time, of a repository those of its services; undefined: everybody's. A page of one rule or
 * kind of decision has none, because budgets count all of them.
 * Standing (org_id, kind, state, from_at).
 */
export async function scopesOf(
  db: Client,
  { repository, service, team, rule, decisionKind }: Filter,
  directory: Pick<Directory, 'services'>,
  at: Date,
): Promise<BudgetScope[] | undefined> {
  if (rule !== undefined || decisionKind !== undefined) return []
  if (service !== undefined) {
    // A reader who is kept to one repository is told nothing of a service of another.
    const elsewhere = repository !== undefined && directory.services.get(service) !== repository
    return elsewhere ? [] : [{ by: 'service', key: service }]
  }
  if (repository !== undefined) {
    const own = [...directory.services].filter(([, of]) => of === repository)
    return own.map(([key]) => ({ by: 'service', key }))
  }
  if (team === undefined) return undefined
  if (team === NO_TEAM) return []
  const { rows } = await db.query<{ key: string }>(
    `SELECT DISTINCT s.service_id AS key FROM standing s
     WHERE s.org_id = $1 AND s.team_id = $2 AND ${standsAt('s', '$3')}`,
    [ORG, team, at],
  )
  return [{ by: 'team', key: team }, ...rows.map(({ key }) => ({ by: 'service' as const, key }))]
}
