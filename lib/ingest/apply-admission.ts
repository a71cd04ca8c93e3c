import { randomUUID } from 'node:crypto'
import { type Client, ORG } from '@/lib/db/database'
import { removeDocuments } from '@/lib/ownership/documents/store'
import type { ScanContent } from '@/lib/sarif/content'
import { removeServiceMaps } from '@/lib/services/store'
import { takeSuperseded } from './requeue'

/** Whether a scan counts, and if not, why. */
export interface Admission {
  scanId: string
  counts: boolean
  reason?: 'duplicate' | 'superseded'
  note?: string
  /** Instant at which an earlier statement of the same commit stood and must be taken back. */
  withdraw?: number
  /** Uploads of scans that had given way to the withdrawn one, to be applied again. */
  again?: string[]
  /** Service maps or claims of owners were taken back: what stands may have changed everywhere. */
  remapped?: boolean
}

interface Stored {
  id: string
  commit: string
  at: Date
  ran: Date | null
  holds: Date | null
  superseded: boolean
  digest: Buffer
}

/**
 * Stores the scan and decides whether it counts. One scan counts per stream and instant:
 * of two runs over one commit the one that ran later, of two commits of the same second the one
 * with the greater hash. The choice depends on the scans alone, never on the order they arrive.
 */
export async function admitScan(
  client: Client,
  streamId: string,
  uploadId: string,
  scan: ScanContent,
  digest: Buffer,
): Promise<Admission> {
  const { rows } = await client.query<Stored>(
    `SELECT id, commit, committed_at AS at, ran_at AS ran,
       holds_through AS holds, superseded, content_digest AS digest FROM scan
     WHERE org_id = $1 AND stream_id = $2 AND (commit = $3 OR committed_at = $4)`,
    [ORG, streamId, scan.commit, new Date(scan.committedAt)],
  )
  const same = rows.find((row) => row.commit === scan.commit)
  const rival = rows
    .filter((row) => row.commit !== scan.commit)
    .sort((a, b) => (a.commit < b.commit ? 1 : -1))[0]
  if (same?.digest.equals(digest)) {
    await refresh(client, same.id, scan)
    return {
      scanId: same.id,
      counts: false,
      reason: 'duplicate',
      note: 'The same content is already applied for this commit; nothing changed.',
    }
  }
  if (same && !runsLater(scan, digest, same)) {
    await refresh(client, same.id, { holdsThrough: scan.holdsThrough })
    return {
      scanId: same.id,
      counts: false,
      reason: 'superseded',
      note: 'A later run over the same commit is already applied and counts; this one was kept, not applied.',
    }
  }
  const superseded = rival !== undefined && rival.commit > scan.commit
  const out = [...(same ? [same.id] : []), ...(rival && !superseded ? [rival.id] : [])]
  const removed = await removeServiceMaps(client, out)
  const disclaimed = await removeDocuments(client, out)
  if (same) {
    await client.query('DELETE FROM scan WHERE org_id = $1 AND id = $2', [ORG, same.id])
    for (const table of ['sighting', 'path_change']) {
      await client.query(`DELETE FROM ${table} WHERE org_id = $1 AND scan_id = $2`, [ORG, same.id])
    }
  }
  if (rival && !superseded) {
    await client.query('UPDATE scan SET superseded = true WHERE org_id = $1 AND id = $2', [
      ORG,
      rival.id,
    ])
  }
  const scanId = randomUUID()
  const holdsThrough = Math.max(scan.holdsThrough ?? 0, same?.holds?.getTime() ?? 0) || undefined
  await insertScan(
    client,
    scanId,
    streamId,
    uploadId,
    { ...scan, holdsThrough },
    digest,
    superseded,
  )
  // What stood at another instant is taken back; what had given way to it there may come again.
  const moved = same && !same.superseded && same.at.getTime() !== scan.committedAt
  const taken = {
    remapped: removed > 0 || disclaimed,
    withdraw: moved ? same.at.getTime() : undefined,
    again: moved ? await takeSuperseded(client, streamId, same.at) : [],
  }
  if (!superseded) return { scanId, counts: true, ...taken }
  return {
    scanId,
    counts: false,
    reason: 'superseded',
    note: `Commit ${rival?.commit.slice(0, 12)} has the same commit time and counts for it; this one was kept, not applied.`,
    ...taken,
  }
}

function runsLater(scan: ScanContent, digest: Buffer, than: Stored): boolean {
  const mine = scan.ranAt ?? 0
  const theirs = than.ran?.getTime() ?? 0
  return mine === theirs ? digest.compare(than.digest) > 0 : mine > theirs
}

/** A repeated run may know for longer that its commit was the newest, and ran later. */
async function refresh(
  client: Client,
  id: string,
  scan: Pick<ScanContent, 'holdsThrough' | 'startedAt' | 'ranAt' | 'toolVersion'>,
): Promise<void> {
  await client.query(
    `UPDATE scan SET holds_through = greatest(holds_through, $3::timestamptz),
       tool_version = CASE WHEN $4::timestamptz >= coalesce(ran_at, '-infinity') THEN coalesce($5, tool_version) ELSE tool_version END,
       started_at = CASE WHEN $4::timestamptz > coalesce(ran_at, '-infinity') THEN $6::timestamptz
         WHEN $4::timestamptz = ran_at THEN least(started_at, $6::timestamptz) ELSE started_at END,
       ran_at = greatest(ran_at, $4::timestamptz)
     WHERE org_id = $1 AND id = $2`,
    [
      ORG,
      id,
      date(scan.holdsThrough),
      date(scan.ranAt),
      scan.toolVersion ?? null,
      date(scan.startedAt),
    ],
  )
}

async function insertScan(
  client: Client,
  id: string,
  streamId: string,
  uploadId: string,
  scan: ScanContent,
  digest: Buffer,
  superseded: boolean,
): Promise<void> {
  await client.query(
    `INSERT INTO scan (org_id, id, stream_id, upload_id, commit, committed_at, holds_through, ran_at,
       tool_version, succeeded, superseded, coverage, content_digest, results, notifications, files,
       started_at)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)`,
    [
      ORG,
      id,
      streamId,
      uploadId,
      scan.commit,
      new Date(scan.committedAt),
      date(scan.holdsThrough),
      date(scan.ranAt),
      scan.toolVersion ?? null,
      scan.succeeded,
      superseded,
      JSON.stringify(scan.coverage),
      digest,
      scan.observations.length,
      JSON.stringify(scan.notifications),
      scan.files === undefined ? null : JSON.stringify(scan.files),
      date(scan.startedAt),
    ],
  )
}

function date(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms)
}
