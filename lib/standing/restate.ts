import { type Client, ORG } from '@/lib/db/database'
import { type Alike, less } from './alike'
import { begunSql, FROM_FINDING } from './derived'
import { takeOverSql } from './take-over'

/** Rows of these findings say what depends on all of their finding, also those not written anew. */
export async function restate(client: Client, findings: readonly string[]): Promise<Alike[]> {
  if (findings.length === 0) return []
  const { rows } = await client.query<Alike & { now: Date }>(
    takeOverSql(
      FROM_FINDING,
      `standing s LEFT JOIN (${begunSql('= ANY($1::uuid[])')}) b USING (finding_id)
       WHERE s.org_id = ${ORG} AND s.finding_id = ANY($1::uuid[])`,
      'began_at',
    ),
    [findings],
  )
  return rows.flatMap(({ now, ...row }) => [less(row), { ...row, began: now }])
}

/** Those of these findings that have more than one row. Index: standing (org, finding_id). */
export async function withOtherRows(
  client: Client,
  findings: readonly string[],
): Promise<string[]> {
  if (findings.length === 0) return []
  const { rows } = await client.query<{ id: string }>(
    `SELECT finding_id AS id FROM standing
     WHERE org_id = $1 AND finding_id = ANY($2::uuid[]) GROUP BY 1 HAVING count(*) > 1`,
    [ORG, findings],
  )
  return rows.map(({ id }) => id)
}
