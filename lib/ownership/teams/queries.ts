import { type Client, ORG } from '@/lib/db/database'
import type { TeamChange } from '@/lib/services/reorganisation'
import type { Services, Step } from './plan'

/** Which reorganisations hold now? Reads service_team, which is small. */
export async function readActive(client: Client): Promise<{ active: TeamChange[]; stamp: string }> {
  const { rows } = await client.query<
    Omit<TeamChange, 'from' | 'until'> & { from: Date; until: Date | null }
  >(
    `SELECT service, from_key AS "fromKey", to_name AS to, valid_from AS from, valid_to AS until,
       reason FROM service_team WHERE org_id = $1 ORDER BY valid_from DESC, id`,
    [ORG],
  )
  const changes = rows.map((row) => ({
    ...row,
    from: row.from.getTime(),
    until: row.until?.getTime() ?? null,
  }))
  const active = changes.filter(({ until }) => until === null)
  return { active, stamp: `${changes.length}.${active.length}.${changes[0]?.from ?? 0}` }
}

/** Which services are these? Primary key of service. */
export async function readServices(client: Client, ids: readonly string[]): Promise<Services> {
  const { rows } = await client.query<{ id: string; name: string; repositoryId: string }>(
    `SELECT id, name, repository_id AS "repositoryId" FROM service
     WHERE org_id = $1 AND id = ANY($2::uuid[])`,
    [ORG, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What stands in the name of a team (or person), or is asked of it, from now on. */
const OF_TEAM = `s.org_id = $1 AND (s.to_at IS NULL OR s.to_at > now())
  AND ($3::uuid IS NULL OR s.service_id = $3)
  AND (lower(ltrim(t.name, '@')) = $2 OR s.owner_key = $2 OR s.proposed_key = $2)`

export interface Extent {
  decisions: number
  findings: number
  owned: number
  services: string[]
}

/** How much does a step move? A look through what stands, by team and by owner. */
export async function readExtent(client: Client, key: string, step: Step): Promise<Extent> {
  const { rows } = await client.query<Extent>(
    `SELECT count(*) FILTER (WHERE s.kind = 'decision' AND lower(ltrim(t.name, '@')) = $2)
         AS decisions,
       count(*) FILTER (WHERE lower(ltrim(t.name, '@')) = $2) AS findings,
       count(*) FILTER (WHERE s.owner_key = $2 AND s.state = 'owned') AS owned,
       coalesce(array_agg(DISTINCT e.name) FILTER (WHERE lower(ltrim(t.name, '@')) = $2), '{}')
         AS services
     FROM standing s
     JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     WHERE ${OF_TEAM} AND s.from_at <= now()`,
    [ORG, key, step.service?.id ?? null],
  )
  return rows[0] ?? { decisions: 0, findings: 0, owned: 0, services: [] }
}

/** Is there a team, or an owner, of this name? */
export async function isKnown(client: Client, key: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM team WHERE org_id = $1 AND lower(ltrim(name, '@')) = $2
     UNION ALL (SELECT 1 FROM standing WHERE org_id = $1 AND owner_key = $2 LIMIT 1)
     UNION ALL (SELECT 1 FROM standing WHERE org_id = $1 AND proposed_key = $2 LIMIT 1)`,
    [ORG, key],
  )
  return (rowCount ?? 0) > 0
}

/** Versions by repository whose standing a step changes. As `readExtent`. */
export async function readVersions(
  client: Client,
  keys: readonly string[],
): Promise<Map<string, { name: string; versions: string[] }>> {
  const { rows } = await client.query<{ id: string; name: string; versions: string[] }>(
    `SELECT r.id, r.name, array_agg(DISTINCT s.version_id) AS versions
     FROM standing s JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id
     LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     WHERE s.org_id = $1 AND (s.to_at IS NULL OR s.to_at > now())
       AND (lower(ltrim(t.name, '@')) = ANY($2) OR s.owner_key = ANY($2) OR s.proposed_key = ANY($2))
     GROUP BY r.id, r.name`,
    [ORG, keys],
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Repositories with a flow through a service of these teams. A look through flow_part. */
export async function readFlowRepositories(
  client: Client,
  keys: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT repository_id AS id FROM flow_part
     WHERE org_id = $1 AND (to_at IS NULL OR to_at > now())
       AND lower(ltrim(team, '@')) = ANY($2)`,
    [ORG, keys],
  )
  return rows.map(({ id }) => id)
}
