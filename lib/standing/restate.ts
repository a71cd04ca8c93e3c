import { type Client, ORG } from '@/lib/db/database'
import { type Alike, alikeSql, GROUPS, less, list } from './alike'
import { begunSql, FROM_FINDING } from './derived'

/** Rows of these findings say what depends on all of their finding, also those not written anew. */
export async function restate(client: Client, findings: readonly string[]): Promise<Alike[]> {
  if (findings.length === 0) return []
  const names = Object.keys(FROM_FINDING)
  const { rows } = await client.query<Alike & { now: Date }>(
    `WITH said AS MATERIALIZED (
       SELECT s.*, ${list(Object.entries(FROM_FINDING).map(([name, sql]) => `${sql} AS new_${name}`))}
       FROM standing s LEFT JOIN (${begunSql('= ANY($1::uuid[])')}) b USING (finding_id)
       WHERE s.org_id = ${ORG} AND s.finding_id = ANY($1::uuid[])),
     old AS MATERIALIZED (SELECT * FROM said WHERE
       (${list(names)}) IS DISTINCT FROM (${list(names.map((name) => `new_${name}`))})),
     changed AS (
       UPDATE standing s SET ${list(names.map((name) => `${name} = o.new_${name}`))} FROM old o
       WHERE s.org_id = ${ORG} AND s.version_id = o.version_id AND s.from_at = o.from_at)
     ${alikeSql('began_at', 'grade')}, new_began_at AS now FROM old ${GROUPS}, new_began_at`,
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
