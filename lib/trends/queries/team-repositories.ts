import { type Client, ORG } from '@/lib/db/database'

/**
 * In which repositories has each team ever had a service, by id? Every team of `standing` comes
 * from a service map. Served by service_map's primary
 * key and team (org_id, name); one row of service_map per change of a repository's services.
 */
export async function readTeamRepositories(db: Client): Promise<Map<string, Set<string>>> {
  const { rows } = await db.query<{ team: string; repository: string }>(
    `SELECT DISTINCT t.id AS team, m.repository_id AS repository
     FROM service_map m
     CROSS JOIN LATERAL jsonb_array_elements(m.services) AS s
     JOIN team t ON t.org_id = m.org_id AND t.name = s ->> 'team'
     WHERE m.org_id = $1`,
    [ORG],
  )
  const teams = new Map<string, Set<string>>()
  for (const { team, repository } of rows) {
    teams.set(team, (teams.get(team) ?? new Set()).add(repository))
  }
  return teams
}
