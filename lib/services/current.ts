import type { Client } from '@/lib/db/database'
import { ORG } from '@/lib/db/database'
import { serviceId } from './store'

/**
 * Ids of the services that the newest scan with services of each repository states. What nobody
 * claims is not among them. Index: service_map's primary key.
 */
export async function readCurrentServices(db: Client): Promise<Set<string>> {
  const { rows } = await db.query<{ repository: string; names: string[] }>(
    `SELECT r.id AS repository, m.names FROM repository r CROSS JOIN LATERAL (
       SELECT (SELECT coalesce(jsonb_agg(s ->> 'name'), '[]') FROM jsonb_array_elements(services) s) AS names
       FROM service_map WHERE org_id = r.org_id AND repository_id = r.id
       ORDER BY at DESC, digest DESC LIMIT 1) m
     WHERE r.org_id = $1`,
    [ORG],
  )
  return new Set(
    rows.flatMap(({ repository, names }) => names.map((n) => serviceId(repository, n))),
  )
}
