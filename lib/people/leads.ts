import type { Client } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { ownerKey } from '@/lib/ownership/owner'
import { loadTeamChanges } from '@/lib/services/team-changes'
import { isAdmin, type Person } from './principal'

/** Any: reorganisations of single services change nobody who leads. */
const NO_REPOSITORY = '00000000-0000-0000-0000-000000000000'

/**
 * What binds teams is for a lead of one of them, under their names of today too, or for an admin;
 * what binds none is for whoever leads any. Throws HttpProblem 403. `what`: `This budget binds`.
 */
export async function assertLeads(
  db: Client,
  person: Person,
  teams: readonly string[],
  what: string,
): Promise<void> {
  if (isAdmin(person) || teams.length === 0) return
  const changes = await loadTeamChanges(db, NO_REPOSITORY)
  const names = teams.flatMap((team) => [team, changes.successor(team, '', Date.now()) ?? team])
  if (names.some((name) => person.leads.includes(ownerKey(name)))) return
  throw new HttpProblem(403, `${what} ${[...new Set(names)].join(', ')}: ask a tech lead of it.`)
}
