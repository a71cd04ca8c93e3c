import type { Client } from '@/lib/db/database'
import { CursorError } from '@/lib/findings/cursor'
import { isUuid } from '@/lib/trends/is-uuid'
import { type RawScan, readScans } from './queries'
import type { ScanPage, ScanRow } from './types'

/** As many as a narrow screen can be scrolled through. */
const PAGE = 40

/**
 * Scans, newest commit first, with the ways to the page after and the one before. Throws CursorError
 * for a cursor it did not give.
 */
export async function listScanPage(
  db: Client,
  { repository, tool, cursor }: { repository?: string; tool?: string; cursor?: string },
): Promise<ScanPage> {
  const from = cursor === undefined ? undefined : positionOf(cursor)
  const read = await readScans(db, { repository, tool, from }, PAGE + 1)
  const more = read.length > PAGE
  const rows = read.slice(0, PAGE)
  if (from?.newer) rows.reverse()
  const [first, last] = [rows[0], rows.at(-1)]
  const hasNewer = from?.newer ? more : from !== undefined
  const hasOlder = from?.newer ? true : more
  return {
    scans: rows.map(scanRow),
    ...(last && hasOlder ? { next: cursorAt(last) } : {}),
    ...(first && hasNewer ? { back: `${cursorAt(first)}~newer` } : {}),
  }
}

const cursorAt = ({ at, id }: RawScan) => `${at.getTime()}~${id}`

function positionOf(cursor: string) {
  const [time = '', id = '', way = ''] = cursor.split('~')
  const at = new Date(Number(time))
  if (!/^\d{1,15}$/.test(time) || Number.isNaN(at.getTime()) || !isUuid(id)) throw new CursorError()
  return { at, id, newer: way === 'newer' }
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
    ...(raw.took === null ? {} : { took: raw.took }),
  }
}
