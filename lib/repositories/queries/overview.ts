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

/** Which open retry path of each repository has the most attempts? Standing (org, kind, state). */
export async function readWorstPaths(db: Client, at: Date): Promise<RawWorst[]> {
  const { rows } = await db.query<RawWorst>(
    `SELECT DISTINCT ON (repository_id) repository_id AS repository, finding_id AS finding, attempts
     FROM standing WHERE org_id = $1 AND kind = $2 AND state = 'open' AND attempts IS NOT NULL
       AND from_at <= $3 AND (to_at IS NULL OR to_at > $3)
     ORDER BY repository_id, attempts DESC, finding_id`,
    [ORG, KIND_OF['duplicated-retries'], at],
  )
  return rows
}
