import { type Client, ORG } from '@/lib/db/database'
import { Placements, type ServiceMapAt } from './placement'
import { TeamChanges } from './reorganisation'
import { loadAllTeamChanges } from './team-changes'

/** Where paths of these repositories belong, over time, by repository. Two queries in all. */
export async function loadPlacements(
  client: Client,
  repositories: ReadonlyMap<string, string>,
): Promise<Map<string, Placements>> {
  const { rows } = await client.query<{ id: string; at: Date; services: ServiceMapAt['services'] }>(
    `SELECT repository_id AS id, at, services FROM service_map
     WHERE org_id = $1 AND repository_id = ANY($2::uuid[]) ORDER BY at, digest`,
    [ORG, [...repositories.keys()]],
  )
  const maps = new Map<string, ServiceMapAt[]>()
  for (const { id, at, services } of rows) {
    const known = maps.get(id)
    if (known) known.push({ at: at.getTime(), services })
    else maps.set(id, [{ at: at.getTime(), services }])
  }
  const changes = await loadAllTeamChanges(client)
  return new Map(
    [...repositories].map(([id, name]) => {
      const own = changes.filter(({ repository }) => repository === null || repository === id)
      return [id, new Placements(name, maps.get(id) ?? [], new TeamChanges(own))]
    }),
  )
}
