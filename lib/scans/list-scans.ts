import type { Client } from '@/lib/db/database'
import { CursorError } from '@/lib/findings/cursor'
import { isUuid } from '@/lib/trends/is-uuid'
import { type RawScan, readScans } from './queries'
import type { ScanPage, ScanRow } from './types'

const PAGE = 100

/** Scans, newest commit first. Throws CursorError for a cursor it did not give. */
export async function listScanPage(
  db: Client,
  { repository, tool, cursor }: { repository?: string; tool?: string; cursor?: string },
): Promise<ScanPage> {
  const after = cursor === undefined ? undefined : positionOf(cursor)
  const rows = await readScans(db, { repository, tool, after }, PAGE + 1)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    scans: rows.slice(0, PAGE).map(scanRow),
    ...(last ? { next: `${last.at.getTime()}~${last.id}` } : {}),
  }
}

function positionOf(cursor: string) {
  const [time = '', id = ''] = cursor.split('~')
  const at = new Date(Number(time))
  if (!/^\d{1,15}$/.test(time) || Number.isNaN(at.getTime()) || !isUuid(id)) throw new CursorError()
  return { at, id }
}

/** A scan as lists show it. */
export function scanRow(raw: RawScan): ScanRow {
  return {
    id: raw.id,
    repository: { id: raw.repositoryId, name: raw.repositoryName },
    branch: raw.branch,
    tool: raw.tool,
    ...(raw.version === null ? {} : { version: raw.version }),
    category: raw.category,
    commit: raw.commit,
    committedAt: raw.at.toISOString(),
    succeeded: raw.succeeded,
    superseded: raw.superseded,
    results: raw.results,
  }
}
