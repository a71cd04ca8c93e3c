import { type Client, ORG } from '@/lib/db/database'
import { type Alike, follow, less } from './alike'
import { COMMIT, FROM_VERSION } from './derived'
import { takeOverSql } from './take-over'

/**
 * What stands of versions whose presence did not change takes over what is newly known of them:
 * their level, their place among alike ones, the commit that introduced them.
 */
export async function redescribeStanding(
  client: Client,
  versions: readonly string[],
): Promise<void> {
  if (versions.length === 0) return
  const { rows } = await client.query<Alike & { now: string | null; into: string[] }>(
    takeOverSql(
      FROM_VERSION,
      `version v JOIN standing s ON s.org_id = v.org_id AND s.version_id = v.id ${COMMIT}
       WHERE v.org_id = ${ORG} AND v.id = ANY($1::uuid[])`,
      'grade',
      ', array_remove(array_agg(DISTINCT new_alike), NULL) AS into',
    ),
    [versions],
  )
  await follow(
    client,
    rows.flatMap(({ now, into, ...row }) => [less(row), { ...row, grade: now, groups: into }]),
  )
}

/** What stands of these commits of a repository takes over what is newly known of them. */
export async function regradeStanding(
  client: Client,
  repository: string,
  shas: readonly string[],
): Promise<void> {
  if (shas.length === 0) return
  const { rows } = await client.query<{ id: string }>(
    `SELECT v.id FROM stream m JOIN version v ON v.org_id = m.org_id AND v.stream_id = m.id
     WHERE m.org_id = $1 AND m.repository_id = $2 AND v.introduced_by = ANY($3::text[])`,
    [ORG, repository, shas],
  )
  await redescribeStanding(
    client,
    rows.map(({ id }) => id),
  )
}
