import type { Client } from '@/lib/db/database'
import { NO_TEAM } from '@/lib/trends/conditions'
import type { Directory } from '@/lib/trends/directory'
import { countingOf } from '@/lib/trends/queries/count-edges'
import { countAt } from '@/lib/trends/queries/sums'
import type { Filter } from '@/lib/trends/types'
import type { BudgetScope } from './types'

/**
 * Whose budgets a page with this filter speaks of: of a team its own and those of its services at
 * that time, of a repository those of its services; undefined: everybody's. A page of one rule or
 * kind of decision has none, because budgets count all of them.
 * From sums.
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
  const counting = { ...countingOf([]), filter: { team }, keys: ['service_id'] as const }
  const services = await countAt(db, counting, at)
  return [
    { by: 'team', key: team },
    ...services.flatMap(({ keys: [key] }) => (key ? { by: 'service' as const, key } : [])),
  ]
}
