import type { Client } from '@/lib/db/database'
import { narrow } from '@/lib/people/narrow'
import type { Principal } from '@/lib/people/principal'
import { parseInstant } from '@/lib/time/instants'
import { FilterError, resolveFilter } from '@/lib/trends/resolve-filter'
import type { Filter } from '@/lib/trends/types'
import { badQuery, name, saidOf } from './read-query'

/** Parameters that narrow every number and list: ids or names. */
export const filterShape = {
  repository: name.optional(),
  service: name.optional(),
  team: name.optional(),
  rule: name.optional(),
  decisionKind: name.optional(),
}

/**
 * The filter of a query, as ids, narrowed to what the reader may see. Throws HttpProblem 400 for
 * what is not known, 403 for what is another's.
 */
export async function readFilter(db: Client, query: Filter, principal: Principal): Promise<Filter> {
  const { repository, service, team, rule, decisionKind } = query
  try {
    const filter = await resolveFilter(db, { repository, service, team, rule, decisionKind })
    return await narrow(db, principal, filter)
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    throw badQuery([{ path: error.parameter, message: saidOf(error.value, error.allowed) }])
  }
}

/** A date or instant of a query; nothing where it was not given. Throws HttpProblem 400. */
export function readInstant(
  path: string,
  text: string | undefined,
  edge: 'start' | 'end',
  timeZone: string,
): Date | undefined {
  if (text === undefined) return undefined
  const instant = parseInstant(text, edge, timeZone)
  if (instant) return instant
  throw badQuery([
    {
      path,
      message: saidOf(text, 'must be a date (2026-11-16) or instant (2026-11-16T09:00:00Z)'),
    },
  ])
}
