import { type Client, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import type { Filter } from '@/lib/trends/types'
import type { Machine, Principal } from './principal'

/** Of a repository that nothing was sent for yet; every number of it is 0. */
const NOT_YET = '00000000-0000-0000-0000-000000000000'

/**
 * What of a filter this reader may see: people everything, a machine its own repository. The filter
 * has ids. Throws HttpProblem 403 for a token that asks for another repository.
 */
export async function narrow(db: Client, principal: Principal, filter: Filter): Promise<Filter> {
  if (principal.kind === 'person' || principal.repository === null) return filter
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM repository WHERE org_id = $1 AND name = $2',
    [ORG, principal.repository],
  )
  const own = rows[0]?.id ?? NOT_YET
  if (filter.repository !== undefined && filter.repository !== own) throw ofAnother(principal)
  return { ...filter, repository: own }
}

/** What a token of one repository is told about any other. */
export function ofAnother({ name, repository }: Machine): HttpProblem {
  return new HttpProblem(
    403,
    `The token “${name}” is for ${repository}, not for another repository. Use a token of that one.`,
  )
}
