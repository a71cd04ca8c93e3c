import { type Client, ORG } from '@/lib/db/database'

/**
 * In which repositories has each team ever had a service, by id? Every team of `standing` comes
 * from a service map, or took over from one there (service_team), however many steps ago. Served by
 * service_map's primary key and team (org_id, name); one row of service_map per change of a
 * repository's services, one of service_team per reorganisation.
 */
export async function readTeamRepositories(db: Client): Promise<Map<string, Set<string>>> {
  const { rows } = await db.query<{ team: string; repository: string }>(
    `WITH RECURSIVE said AS (
       (SELECT s ->> 'team' AS name, m.repository_id AS repository
        FROM service_map m CROSS JOIN LATERAL jsonb_array_elements(m.services) AS s
        WHERE m.org_id = $1 AND s ->> 'team' IS NOT NULL
        UNION
        SELECT c.to_name, e.repository_id
        FROM service_team c
        JOIN service e ON e.org_id = c.org_id AND e.name = c.service
          AND (c.repository_id IS NULL OR c.repository_id = e.repository_id)
        WHERE c.org_id = $1 AND c.from_key IS NULL AND c.to_name IS NOT NULL)
       UNION
       SELECT c.to_name, d.repository
       FROM said d
       JOIN service_team c ON c.org_id = $1 AND c.to_name IS NOT NULL
         AND c.from_key = lower(ltrim(btrim(d.name), '@'))
         AND (c.repository_id IS NULL OR c.repository_id = d.repository)
     )
     SELECT t.id AS team, d.repository
     FROM said d JOIN team t ON t.org_id = $1 AND t.name = d.name`,
    [ORG],
  )
  const teams = new Map<string, Set<string>>()
  for (const { team, repository } of rows) {
    teams.set(team, (teams.get(team) ?? new Set()).add(repository))
  }
  return teams
}
