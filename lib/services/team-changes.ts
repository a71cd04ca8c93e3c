import { type Client, ORG } from '@/lib/db/database'
import { type TeamChange, TeamChanges } from './reorganisation'

/** Reorganisations that concern a repository. Reads service_team, which is small, as a whole. */
export async function loadTeamChanges(client: Client, repositoryId: string): Promise<TeamChanges> {
  const all = await loadAllTeamChanges(client)
  return new TeamChanges(
    all.filter(({ repository }) => repository === null || repository === repositoryId),
  )
}

/** Every reorganisation; those without a repository concern all. */
export async function loadAllTeamChanges(
  client: Client,
): Promise<(TeamChange & { repository: string | null })[]> {
  const { rows } = await client.query<{
    repository: string | null
    service: string | null
    fromKey: string | null
    to: string | null
    from: Date
    until: Date | null
    reason: string
  }>(
    `SELECT repository_id AS repository, service, from_key AS "fromKey", to_name AS to,
       valid_from AS from, valid_to AS until, reason
     FROM service_team WHERE org_id = $1 ORDER BY valid_from, id`,
    [ORG],
  )
  return rows.map((row) => ({
    ...row,
    from: row.from.getTime(),
    until: row.until?.getTime() ?? null,
  }))
}
