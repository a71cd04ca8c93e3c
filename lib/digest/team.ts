import { type Client, ORG } from '@/lib/db/database'
import { ownerKey } from '@/lib/ownership/owner'
import { loadTeamChanges } from '@/lib/services/team-changes'
import type { Stored } from './store'

export type Whose = { filter: { team?: string }; team?: string } | { gone: string }

/** Any: reorganisations of single services move no digest. */
const NO_REPOSITORY = '00000000-0000-0000-0000-000000000000'

/**
 * Whose review a subscription is about now: a renamed team under its name of today; a team that was
 * dissolved, or of which nothing is known any more, is gone, with the reason.
 */
export async function whoseIs(
  db: Client,
  { teamId, team }: Pick<Stored, 'teamId' | 'team'>,
): Promise<Whose> {
  if (teamId === null) return { filter: {} }
  if (team === null) return { gone: 'The team is no longer known. Remove this digest.' }
  const changes = await loadTeamChanges(db, NO_REPOSITORY)
  const today = changes.successor(team, '', Date.now())
  if (today === null) return { gone: `${team} was dissolved. Remove this digest.` }
  if (ownerKey(today) === ownerKey(team)) return { filter: { team: teamId }, team }
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM team WHERE org_id = $1 AND name = $2',
    [ORG, today],
  )
  const [found] = rows
  if (!found) return { gone: `${team} is ${today} now. Make a digest for it.` }
  return { filter: { team: found.id }, team: today }
}
