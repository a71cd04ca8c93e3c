import { type Client, ORG } from '@/lib/db/database'

/**
 * Keeps how the joined paths read that begin at these entry points, or (null) all, but for the
 * findings that stay: before they are forgotten. Indexes: flow_path (org, start), primary keys.
 */
export async function keepFormer(
  client: Client,
  starts: ReadonlySet<string> | null,
  staying: readonly string[],
): Promise<void> {
  await client.query(
    `INSERT INTO flow_former (org_id, finding_id, repository_id, rule_id, message, arithmetic, path,
       symbol, start_line, gone_at)
     SELECT DISTINCT ON (p.finding_id) f.org_id, p.finding_id, s.repository_id, v.rule_id, v.message,
       v.data ->> 'arithmetic', v.path, v.symbol, v.start_line, now()
     FROM flow_path f
     JOIN presence p ON p.org_id = f.org_id AND p.version_id = f.version_id
     JOIN version v ON v.org_id = f.org_id AND v.id = f.version_id
     JOIN stream s ON s.org_id = v.org_id AND s.id = v.stream_id
     WHERE f.org_id = $1 AND ($2::uuid[] IS NULL OR f.start_id = ANY($2))
       AND NOT p.finding_id = ANY($3::uuid[])
     ORDER BY p.finding_id, p.from_at DESC
     ON CONFLICT (org_id, finding_id) DO UPDATE SET message = EXCLUDED.message,
       arithmetic = EXCLUDED.arithmetic, path = EXCLUDED.path, symbol = EXCLUDED.symbol,
       start_line = EXCLUDED.start_line, gone_at = EXCLUDED.gone_at`,
    [ORG, starts === null ? null : [...starts], staying],
  )
}

/** Forgets those that are there again. Index: presence (org, finding_id). */
export async function forgetPresent(client: Client): Promise<void> {
  await client.query(
    `DELETE FROM flow_former f WHERE f.org_id = $1 AND EXISTS (
       SELECT FROM presence p WHERE p.org_id = f.org_id AND p.finding_id = f.finding_id)`,
    [ORG],
  )
}
