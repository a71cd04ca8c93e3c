import { type Client, ORG } from '@/lib/db/database'
import { hashOf, uuidOf } from '@/lib/db/ids'
import type { ServiceDefinition } from '@/lib/sarif/content'
import type { ServiceMapAt } from './placement'

export function serviceId(repositoryId: string, name: string): string {
  return uuidOf('service', ORG, repositoryId, name)
}

export function teamId(name: string): string {
  return uuidOf('team', ORG, name)
}

/** Service maps of a repository in time order. Index: service_map's primary key. */
export async function loadServiceMaps(
  client: Client,
  repositoryId: string,
): Promise<ServiceMapAt[]> {
  const { rows } = await client.query<{ at: Date; services: ServiceDefinition[] }>(
    'SELECT at, services FROM service_map WHERE org_id = $1 AND repository_id = $2 ORDER BY at, digest',
    [ORG, repositoryId],
  )
  return rows.map((row) => ({ at: row.at.getTime(), services: row.services }))
}

/** Keeps what a scan that counts states of the repository's services, from its commit time on. */
export async function saveServiceMap(
  client: Client,
  repositoryId: string,
  scanId: string,
  at: number,
  services: ServiceDefinition[],
): Promise<void> {
  const json = JSON.stringify(services)
  await client.query(
    `INSERT INTO service_map (org_id, repository_id, at, scan_id, digest, services)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [ORG, repositoryId, new Date(at), scanId, hashOf(json), json],
  )
}

/** Forgets what scans stated that no longer count; returns how many maps there were. */
export async function removeServiceMaps(client: Client, scanIds: string[]): Promise<number> {
  const { rowCount } = await client.query(
    'DELETE FROM service_map WHERE org_id = $1 AND scan_id = ANY($2::uuid[])',
    [ORG, scanIds],
  )
  return rowCount ?? 0
}

/**
 * Whether the map that a scan stated changes any placement: it does unless it repeats the one
 * before it (or, as the first, the one after: before the first map, the first one holds).
 */
export async function mapDiffers(
  client: Client,
  repositoryId: string,
  scanId: string,
): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean | null }>(
    `SELECT coalesce(
       (SELECT p.digest FROM service_map p WHERE p.org_id = $1 AND p.repository_id = $2
          AND (p.at, p.digest, p.scan_id) < (m.at, m.digest, m.scan_id)
        ORDER BY p.at DESC, p.digest DESC, p.scan_id DESC LIMIT 1),
       (SELECT n.digest FROM service_map n WHERE n.org_id = $1 AND n.repository_id = $2
          AND (n.at, n.digest, n.scan_id) > (m.at, m.digest, m.scan_id)
        ORDER BY n.at, n.digest, n.scan_id LIMIT 1)) = m.digest AS same
     FROM service_map m WHERE m.org_id = $1 AND m.repository_id = $2 AND m.scan_id = $3`,
    [ORG, repositoryId, scanId],
  )
  return rows.length > 0 && rows[0]?.same !== true
}
