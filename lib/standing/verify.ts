import { type Client, ORG } from '@/lib/db/database'
import { JOIN_TOOL } from '@/lib/retry-paths/changes'
import { deriveStanding } from './rebuild'
import { severityOf } from './write'

/** One repository whose cache does not say what the truth says. */
export interface Discrepancy {
  repository: string
  /** Segments that the truth has and the cache lacks, and the reverse. */
  missing: number
  surplus: number
}

/** What lists are ordered by says what presence and the version say. */
const SORTED = `coalesce(s.began_at = (SELECT min(b.from_at) FROM presence b
    WHERE b.org_id = s.org_id AND b.finding_id = s.finding_id)
  AND s.path = f.path AND s.severity = ${severityOf('f.level')}
  AND s.introduced_at IS NOT DISTINCT FROM f.introduced_at, false)`

/** Derives `standing` of every repository from the truth and compares it with what is stored. */
export async function verifyStanding(client: Client): Promise<Discrepancy[]> {
  const { rows: repositories } = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM repository WHERE org_id = $1 ORDER BY name',
    [ORG],
  )
  const discrepancies: Discrepancy[] = []
  for (const repository of repositories) {
    const derived = (await deriveStanding(client, repository, null)).map((s) =>
      JSON.stringify([
        ...[s.version, s.finding, s.from, s.to, s.state, s.attempts, s.service, s.team],
        ...[s.status, s.owner, s.entry, true],
      ]),
    )
    const { rows } = await client.query<{ key: unknown[] }>(
      `SELECT s.version_id, s.finding_id, (extract(epoch FROM s.from_at) * 1000)::float8 AS from,
              (extract(epoch FROM s.to_at) * 1000)::float8 AS to, s.state, s.attempts,
              v.name AS service, t.name AS team, s.status, s.owner, s.ownership_id,
              ${SORTED} AS sorted
       FROM standing s
       JOIN version f ON f.org_id = s.org_id AND f.id = s.version_id
       JOIN service v ON v.org_id = s.org_id AND v.id = s.service_id
       LEFT JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
       JOIN stream m ON m.org_id = s.org_id AND m.id = s.stream_id AND m.tool <> $3
       WHERE s.org_id = $1 AND s.repository_id = $2`,
      [ORG, repository.id, JOIN_TOOL],
    )
    const stored = new Set(rows.map((row) => JSON.stringify(Object.values(row))))
    const missing = derived.filter((key) => !stored.delete(key)).length
    if (missing > 0 || stored.size > 0) {
      discrepancies.push({ repository: repository.name, missing, surplus: stored.size })
    }
  }
  return discrepancies
}
