import { type Client, ORG } from '@/lib/db/database'
import type { ServiceDefinition } from '@/lib/sarif/content'
import { KIND_OF } from '@/lib/trends/measures'

/** What services has each repository, as its newest map says? Primary key of service_map. */
export async function readServiceMaps(db: Client): Promise<Map<string, ServiceDefinition[]>> {
  const { rows } = await db.query<{ id: string; services: ServiceDefinition[] }>(
    `SELECT r.id, m.services FROM repository r JOIN LATERAL (
       SELECT services FROM service_map m WHERE m.org_id = r.org_id AND m.repository_id = r.id
       ORDER BY m.at DESC LIMIT 1) m ON true
     WHERE r.org_id = $1`,
    [ORG],
  )
  return new Map(rows.map(({ id, services }) => [id, services]))
}

interface RawWorst {
  repository: string
  finding: string
  attempts: number
}

const WITH_ATTEMPTS = `org_id = ${ORG} AND kind = '${KIND_OF['duplicated-retries']}'
  AND state = 'open' AND attempts IS NOT NULL AND from_at <= $1`

/**
 * Which open retry path of each repository has the most attempts? Of what lasts one look for each,
 * by standing_lasts_worst; what has ended since the instant by standing_to.
 */
export async function readWorstPaths(db: Client, at: Date): Promise<RawWorst[]> {
  const { rows } = await db.query<RawWorst>(
    `SELECT DISTINCT ON (repository) repository, finding, attempts FROM (
       SELECT r.id AS repository, w.* FROM repository r CROSS JOIN LATERAL (
         SELECT finding_id AS finding, attempts FROM standing
         WHERE ${WITH_ATTEMPTS} AND to_at IS NULL AND repository_id = r.id
         ORDER BY attempts DESC, finding_id LIMIT 1) w
       WHERE r.org_id = ${ORG}
       UNION ALL SELECT repository_id, finding_id, attempts FROM standing
         WHERE ${WITH_ATTEMPTS} AND to_at > $1) s
     ORDER BY repository, attempts DESC, finding`,
    [at],
  )
  return rows
}
