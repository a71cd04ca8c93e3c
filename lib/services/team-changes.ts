import { type Client, ORG } from '@/lib/db/database'
import { TeamChanges } from './reorganisation'

/** Reorganisations that concern a repository. Reads service_team, which is small, as a whole. */
export async function loadTeamChanges(client: Client, repositoryId: string): Promise<TeamChanges> {
  const { rows } = await client.query<{
    service: string | null
    fromKey: string | null
    to: string | null
    from: Date
    until: Date | null
    reason: string
  }>(
    `SELECT service, from_key AS "fromKey", to_name AS to, valid_from AS from, valid_to AS until,
       reason
     FROM service_team WHERE org_id = $1 AND (repository_id IS NULL OR repository_id = $2)
     ORDER BY valid_from, id`,
    [ORG, repositoryId],
  )
  return new TeamChanges(
    rows.map((row) => ({
      ...row,
      from: row.from.getTime(),
      until: row.until?.getTime() ?? null,
    })),
  )
}
