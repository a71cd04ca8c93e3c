import { type Client, ORG } from '@/lib/db/database'
import { directoryOf, shapeOf } from './derived'
import { NOTHING } from './sums'

const COLUMNS = [
  'service_id',
  'decision_kind',
  'shape',
  'directory',
  'repository_id',
  'team_id',
  'mixed',
  'count',
  'rejected',
  'proposed',
  'dated_at',
  'latest_at',
  'at_least',
]

/** What a group says of rows of `standing` that are alike (`GROUP BY alike`). */
export const GROUPED = `alike AS id, (array_agg(version_id))[1] AS version_id,
  (array_agg(repository_id))[1] AS repository_id,
  CASE WHEN min(team_id::text) = max(team_id::text) AND count(team_id) = count(*)
    THEN (array_agg(team_id))[1] END AS team_id,
  NOT (min(team_id::text) = max(team_id::text) AND count(team_id) = count(*)
    OR count(team_id) = 0) AS mixed,
  count(*)::int AS count, (count(*) FILTER (WHERE status = 'rejected'))::int AS rejected,
  (count(*) FILTER (WHERE status = 'proposed'))::int AS proposed,
  min(dated_at) AS dated_at, max(dated_at) AS latest_at, bool_or(at_least) AS at_least,
  (array_agg(service_id))[1] AS service_id,
  (array_agg(coalesce(decision_kind, '')))[1] AS decision_kind`

/** Groups of a table with the columns of GROUPED, and what they are called. Version's primary key. */
export const namedSql = (groups: string): string =>
  `SELECT g.*, ${shapeOf('v.data')} AS shape, ${directoryOf('v.path')} AS directory
   FROM ${groups} g JOIN version v ON v.org_id = ${ORG} AND v.id = g.version_id`

/** What the inbox holds of rows that last; standing_alike. */
const OPEN = `org_id = ${ORG} AND kind = 'decision' AND state = 'open' AND to_at IS NULL`

const groupsSql = (which: string) =>
  `found AS (SELECT ${GROUPED} FROM standing WHERE ${OPEN} ${which} GROUP BY alike),
   groups AS (${namedSql('found')})`

/** Groups of a table with their columns as inbox_count counts them. */
const countedSql = (groups: string, sign = '') => `SELECT repository_id,
    coalesce(team_id, '${NOTHING}') AS team_id, (${sign}count(*))::int AS groups,
    (${sign}sum(count))::int AS decisions
  FROM ${groups} GROUP BY 1, 2`

/**
 * Brings these groups of the inbox up to date with what stands, in the transaction that changed it,
 * and with them how many there are.
 * All are of repositories that it has the locks of, so no other changes them meanwhile.
 */
export async function refreshGroups(client: Client, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const values = COLUMNS.map((column) => `EXCLUDED.${column}`).join(', ')
  await client.query(
    `WITH ${groupsSql('AND alike = ANY($1::uuid[])')},
     counted AS (SELECT repository_id, team_id, sum(groups)::int AS groups,
         sum(decisions)::int AS decisions
       FROM (${countedSql(`inbox_group WHERE org_id = ${ORG} AND id = ANY($1::uuid[])`, '-')}
         UNION ALL ${countedSql('groups')}) c GROUP BY 1, 2),
     gone AS (DELETE FROM inbox_group WHERE org_id = ${ORG} AND id = ANY($1::uuid[])
       AND id NOT IN (SELECT id FROM groups)),
     written AS (INSERT INTO inbox_group (org_id, id, ${COLUMNS.join(', ')})
     SELECT ${ORG}, id, ${COLUMNS.join(', ')} FROM groups
     ON CONFLICT (org_id, id) DO UPDATE SET (${COLUMNS.join(', ')}) = ROW (${values})
     WHERE (${COLUMNS.map((column) => `inbox_group.${column}`).join(', ')})
       IS DISTINCT FROM (${values}))
     INSERT INTO inbox_count (org_id, repository_id, team_id, groups, decisions)
     SELECT ${ORG}, * FROM counted WHERE groups <> 0 OR decisions <> 0
     ON CONFLICT (org_id, repository_id, team_id) DO UPDATE
     SET groups = inbox_count.groups + EXCLUDED.groups,
       decisions = inbox_count.decisions + EXCLUDED.decisions`,
    [ids],
  )
}

/** Derives all groups anew: in bulk. */
export async function rebuildGroups(client: Client): Promise<void> {
  await client.query('DELETE FROM inbox_group WHERE org_id = $1', [ORG])
  await client.query(
    `WITH ${groupsSql('')} INSERT INTO inbox_group (org_id, id, ${COLUMNS.join(', ')})
     SELECT ${ORG}, id, ${COLUMNS.join(', ')} FROM groups`,
  )
  await client.query('DELETE FROM inbox_count WHERE org_id = $1', [ORG])
  await client.query(
    `INSERT INTO inbox_count (org_id, repository_id, team_id, groups, decisions)
     SELECT ${ORG}, * FROM (${countedSql(`inbox_group WHERE org_id = ${ORG}`)}) c`,
  )
}

/** How many groups do not say what stands, and how many of their numbers not how many there are? */
export async function verifyGroups(client: Client): Promise<number> {
  const columns = ['id', ...COLUMNS].join(', ')
  const { rows } = await client.query<{ wrong: number }>(
    `WITH ${groupsSql('')},
     kept AS (SELECT ${columns} FROM inbox_group WHERE org_id = ${ORG}),
     derived AS (SELECT ${columns} FROM groups),
     stored AS (SELECT repository_id, team_id, groups, decisions FROM inbox_count
       WHERE org_id = ${ORG} AND (groups <> 0 OR decisions <> 0)),
     counted AS (${countedSql('groups')})
     SELECT (${[
       ['kept', 'derived'],
       ['derived', 'kept'],
       ['stored', 'counted'],
       ['counted', 'stored'],
     ]
       .map(([one, other]) => `(SELECT count(*) FROM (TABLE ${one} EXCEPT TABLE ${other}) x)`)
       .join(' + ')})::int AS wrong`,
  )
  return rows[0]?.wrong ?? 0
}
