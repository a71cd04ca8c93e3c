import { type Client, ORG } from '@/lib/db/database'
import { COLUMNS, JOINS, type RawFinding } from '@/lib/findings/queries/rows'
import { findingRow } from '@/lib/findings/shape'
import type { FindingRow } from '@/lib/findings/types'

/**
 * How do these findings look in a list, as of an instant?
 * Indexes: standing and presence (org_id, finding_id), then primary keys.
 */
export async function readFindingRows(
  client: Client,
  rows: readonly { finding: string }[],
  at: Date,
): Promise<Map<string, FindingRow>> {
  const ids = [...new Set(rows.map(({ finding }) => finding))]
  const { rows: raw } = await client.query<RawFinding>(
    `SELECT ${COLUMNS}, coalesce((SELECT min(b.from_at) FROM presence b
         WHERE b.org_id = s.org_id AND b.finding_id = s.finding_id), s.from_at) AS since
     FROM standing s ${JOINS}
     WHERE s.org_id = $1 AND s.finding_id = ANY($2::uuid[])
       AND s.from_at <= $3 AND (s.to_at IS NULL OR s.to_at > $3)`,
    [ORG, ids, at],
  )
  return new Map(raw.map((row) => [row.id, findingRow(row)]))
}
