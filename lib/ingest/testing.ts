import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inTransaction, ORG } from '@/lib/db/database'
import type { ScanContent } from '@/lib/sarif/content'
import { known, result, sarif } from '@/lib/sarif/testing'
import { acceptUpload } from './accept'
import { applyScan } from './apply'
import { getUpload, type UploadStatus } from './get-upload'
import type { ApplyScan } from './process-upload'

/** Stores SARIF with one result at `path`; its id. */
export async function upload(pool: pg.Pool, path: string, params = known): Promise<string> {
  return uploadBytes(pool, sarif([result(path)]), params)
}

export async function uploadBytes(
  pool: pg.Pool,
  body: Uint8Array,
  params = known,
): Promise<string> {
  const stream = new Blob([new Uint8Array(body)]).stream()
  const { id } = await acceptUpload(pool, stream as unknown as AsyncIterable<Uint8Array>, params)
  return id
}

/** The upload of which scans are said to be. */
export const UPLOAD = '00000000-0000-4000-8000-000000000001'

/** Applies a scan as the worker does, without its upload. */
export function ingest(pool: pg.Pool, scan: ScanContent) {
  return inTransaction(pool, (client) => applyScan(client, UPLOAD, scan))
}

/** Waits until there is a verdict. */
export async function verdict(pool: pg.Pool, id: string): Promise<UploadStatus> {
  for (;;) {
    const found = await getUpload(pool, id)
    if (found && !['received', 'applying'].includes(found.status)) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Stands in for applyScan: writes the path of the first result as a team, so that tests see it. */
export const applyMarker: ApplyScan = async (client, _uploadId, scan) => {
  const path = scan.observations[0]?.path ?? ''
  await client.query('INSERT INTO team (org_id, id, name) VALUES ($1, $2, $3)', [
    ORG,
    randomUUID(),
    path,
  ])
  const accepted = scan.observations.length
  return {
    scanId: randomUUID(),
    accepted,
    new: accepted,
    matched: 0,
    moved: 0,
    reopened: 0,
    gone: 0,
  }
}

/** What applyMarker wrote and kept, oldest first where one worker wrote it. */
export async function markers(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM team ORDER BY ctid')
  return rows.map(({ name }) => name)
}
