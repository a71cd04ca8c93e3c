import { type Client, ORG } from '@/lib/db/database'
import { ownerKey } from '@/lib/ownership/owner'
import type { Stored } from './store'

export type Whose = { filter: { team?: string }; team?: string } | { gone: string }

/**
 * Whose review a subscription is about now: a renamed team under its new name; a team that was
 * dissolved, or of which nothing is known any more, is gone, with the reason.
 */
export async function whoseIs(
  db: Client,
  { teamId, team }: Pick<Stored, 'teamId' | 'team'>,
): Promise<Whose> {
  if (teamId === null) return { filter: {} }
  if (team === null) return { gone: 'The team is no longer known. Remove this digest.' }
  const { rows } = await db.query<{ to: string | null; id: string | null }>(
    `SELECT c.to_name AS to, t.id FROM service_team c
     LEFT JOIN team t ON t.org_id = c.org_id AND t.name = c.to_name
     WHERE c.org_id = $1 AND c.from_key = $2 AND c.service IS NULL AND c.valid_from <= now()
       AND (c.valid_to IS NULL OR c.valid_to > now())
     ORDER BY c.valid_from DESC LIMIT 1`,
    [ORG, ownerKey(team)],
  )
  const [change] = rows
  if (!change) return { filter: { team: teamId }, team }
  if (change.to === null) return { gone: `${team} was dissolved. Remove this digest.` }
  if (change.id === null) return { gone: `${team} is ${change.to} now. Make a digest for it.` }
  return { filter: { team: change.id }, team: change.to }
}
