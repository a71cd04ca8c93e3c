import { type Client, ORG } from '@/lib/db/database'

/**
 * Makes acts take turns, and scans of these repositories wait: repositories first, in the order of
 * their names as ingest takes them, then the ledger. The instant is the database's, to the
 * millisecond, later than every entry before it however clocks jump. Held until the transaction ends.
 */
export async function takeTurn(
  client: Client,
  repositories: readonly { id: string; name: string }[],
): Promise<Date> {
  for (const { id } of repositories.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [id])
  }
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('ownership', $1))", [ORG])
  const { rows } = await client.query<{ at: Date }>(
    `SELECT greatest(date_trunc('milliseconds', clock_timestamp()),
       (SELECT valid_from + interval '1 ms' FROM ownership WHERE org_id = $1
        ORDER BY seq DESC LIMIT 1)) AS at`,
    [ORG],
  )
  return rows[0]?.at ?? new Date()
}

/** Repositories of findings, for their locks. Index: standing (org, finding_id). */
export async function repositoriesOf(
  client: Client,
  findings: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `SELECT r.id, r.name FROM repository r WHERE r.org_id = $1 AND r.id IN (
       SELECT repository_id FROM standing WHERE org_id = $1 AND finding_id = ANY($2::uuid[]))`,
    [ORG, findings],
  )
  return rows
}
