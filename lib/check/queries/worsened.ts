import { type Client, ORG } from '@/lib/db/database'
import { standsAt } from '@/lib/trends/conditions'

/**
 * Which retry paths have more attempts at an instant than just before, and how many had they?
 * Standing (org_id, repository_id, kind), what they were by (org_id, finding_id).
 */
export async function readWorsened(
  client: Client,
  repositoryId: string,
  before: Date,
  at: Date,
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; before: number }>(
    `SELECT s.finding_id AS id, o.attempts AS before FROM standing s
     JOIN standing o ON o.org_id = s.org_id AND o.finding_id = s.finding_id
       AND ${standsAt('o', '$3')} AND o.attempts < s.attempts
     WHERE s.org_id = $1 AND s.repository_id = $2 AND s.kind = 'retry-path'
       AND s.state = 'open' AND s.from_at > $3 AND ${standsAt('s', '$4')}`,
    [ORG, repositoryId, before, at],
  )
  return new Map(rows.map(({ id, before: attempts }) => [id, attempts]))
}

/** Which of these findings stood open at an instant? Standing (org_id, finding_id). */
export async function readStood(
  client: Client,
  ids: readonly string[],
  at: Date,
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT s.finding_id AS id FROM standing s
     WHERE s.org_id = $1 AND s.finding_id = ANY($2::uuid[]) AND s.state = 'open'
       AND ${standsAt('s', '$3')}`,
    [ORG, ids, at],
  )
  return new Set(rows.map(({ id }) => id))
}
