import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { inTransaction, ORG } from '@/lib/db/database'
import { removeWriters } from '@/lib/ownership/writers/store'
import { applyPresence } from '@/lib/presence/apply'
import { keepTeams } from '@/lib/services/team-turn'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { replaceStanding } from '@/lib/standing/write'
import { forgetScans, requeue, takeSuperseded } from './requeue'

/** What became of a scan that was removed. */
export interface Removed {
  repository: string
  commit: string
  /** Uploads that are applied again, because the scan had stood in their place. */
  again: number
}

interface Found {
  id: string
  stream: string
  upload: string
  commit: string
  at: Date
  superseded: boolean
  repositoryId: string
  repository: string
}

/**
 * Removes a scan as if it had never come: presence is restated with a scan in its place that is
 * silent about everything, standing is derived anew, and what had given way to it (an earlier run
 * over the commit, another commit of the same second) is applied again from its stored upload.
 * Who did it is kept in the audit. False for an id that no scan has.
 */
export function removeScan(
  pool: pg.Pool,
  actor: { id: string; name: string },
  id: string,
): Promise<Removed | false> {
  return inTransaction(pool, async (client) => {
    const removed = await removeScanWithin(client, id)
    if (!removed) return false
    const before = { repository: removed.repository, commit: removed.commit }
    const entry = { action: 'scan.remove', subjectKind: 'scan', subjectId: id, before }
    await writeAudit(client, actor, new Date(), [entry])
    return removed
  })
}

async function removeScanWithin(client: pg.PoolClient, id: string): Promise<Removed | false> {
  const place = await find(client, id)
  if (!place) return false
  await keepTeams(client)
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [place.repositoryId])
  // Between finding it and the lock another may have removed or replaced it.
  const scan = await find(client, id)
  if (!scan) return false
  await forgetScans(client, [scan.id])
  await removeWriters(client, scan.repositoryId, scan.commit)
  if (!scan.superseded) {
    const silent = { extent: 'seen' as const }
    const at = scan.at.getTime()
    await applyPresence(client, scan.stream, { at, coverage: silent, seen: new Set<string>() })
  }
  const again = scan.superseded ? 0 : await applyAgain(client, scan)
  await client.query(
    `DELETE FROM upload u WHERE u.org_id = $1 AND u.id = $2 AND u.status = 'applied'
       AND NOT EXISTS (SELECT 1 FROM scan n WHERE n.org_id = u.org_id AND n.upload_id = u.id)`,
    [ORG, scan.upload],
  )
  await dropEmptyStream(client, scan.stream)
  await rebuildStanding(client, { id: scan.repositoryId, name: scan.repository }, null)
  return { repository: scan.repository, commit: scan.commit, again }
}

async function find(client: pg.PoolClient, id: string): Promise<Found | undefined> {
  const { rows } = await client.query<Found>(
    `SELECT n.id, n.stream_id AS stream, n.upload_id AS upload, n.commit, n.committed_at AS at,
       n.superseded, r.id AS "repositoryId", r.name AS repository
     FROM scan n JOIN stream s ON s.org_id = n.org_id AND s.id = n.stream_id
     JOIN repository r ON r.org_id = s.org_id AND r.id = s.repository_id
     WHERE n.org_id = $1 AND n.id = $2`,
    [ORG, id],
  )
  return rows[0]
}

/** Lets uploads whose scans gave way to this one be applied once more. */
async function applyAgain(client: pg.PoolClient, scan: Found): Promise<number> {
  const uploads = await takeSuperseded(client, scan.stream, scan.at)
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM upload WHERE org_id = $1 AND id <> $2 AND receipt -> 'scans' @>
       jsonb_build_array(jsonb_build_object('commit', $3::text, 'repository', $4::text))`,
    [ORG, scan.upload, scan.commit, scan.repository],
  )
  const others = uploads.filter((id) => id !== scan.upload)
  return requeue(client, [...others, ...rows.map(({ id }) => id)])
}

/**
 * A stream without scans would still have a say in which branch is the default one. What its flow
 * segments say, joined paths say until flows are joined again, which then forgets these versions.
 */
async function dropEmptyStream(client: pg.PoolClient, stream: string): Promise<void> {
  const { rowCount } = await client.query(
    `DELETE FROM stream s WHERE s.org_id = $1 AND s.id = $2
       AND NOT EXISTS (SELECT 1 FROM scan n WHERE n.org_id = s.org_id AND n.stream_id = s.id)`,
    [ORG, stream],
  )
  if (!rowCount) return
  await replaceStanding(client, { stream }, [])
  for (const table of ['presence', 'version_places']) {
    await client.query(`DELETE FROM ${table} WHERE org_id = $1 AND stream_id = $2`, [ORG, stream])
  }
  await client.query(
    `DELETE FROM version v WHERE v.org_id = $1 AND v.stream_id = $2
       AND NOT EXISTS (SELECT FROM flow_part p WHERE p.org_id = v.org_id AND p.version_id = v.id)`,
    [ORG, stream],
  )
}
