import { type Client, ORG } from '@/lib/db/database'
import { JOIN_TOOL } from '@/lib/retry-paths/changes'
import { begunSql, COMMIT, FROM_FINDING, FROM_VERSION } from './derived'
import { deriveStanding } from './rebuild'

/** One repository whose cache does not say what the truth says. */
export interface Discrepancy {
  repository: string
  /** Segments that the truth has and the cache lacks, and the reverse. */
  missing: number
  surplus: number
}

const DERIVED: Record<string, string> = { ...FROM_VERSION, ...FROM_FINDING }

const SOURCES = `JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id ${COMMIT}
  LEFT JOIN LATERAL (${begunSql('= s.finding_id')}) b ON true`

/** What is derived beside says what presence, the version and its commit say. */
const BESIDE = `coalesce((${Object.keys(DERIVED)
  .map((name) => `s.${name}`)
  .join(', ')}) IS NOT DISTINCT FROM (${Object.values(DERIVED).join(', ')}), false)`

/** How many rows do not say beside what they are derived from? Reads all of them. */
export async function verifyBeside(client: Client): Promise<number> {
  const { rows } = await client.query<{ wrong: number }>(
    `SELECT count(*)::int AS wrong FROM standing s ${SOURCES}
     WHERE s.org_id = ${ORG} AND NOT ${BESIDE}`,
  )
  return rows[0]?.wrong ?? 0
}

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
              e.name AS service, t.name AS team, s.status, s.owner, s.ownership_id,
              ${BESIDE} AS beside
       FROM standing s
       ${SOURCES}
       JOIN service e ON e.org_id = s.org_id AND e.id = s.service_id
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
