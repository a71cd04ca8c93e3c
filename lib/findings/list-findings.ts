import type { Client } from '@/lib/db/database'
import { decodeCursor, encodeCursor } from './cursor'
import { readPage } from './queries/page'
import { findingRow } from './shape'
import type { FindingPage, FindingQuery } from './types'

export const PAGE = 50

/**
 * The findings behind a number: same filter, same instant, same count.
 * Throws CursorError for a cursor it did not give.
 */
export async function listFindings(db: Client, query: FindingQuery): Promise<FindingPage> {
  const { at, since, change, part, limit = PAGE, cursor, ...filter } = query
  const { total, rows } = await readPage(
    db,
    { ...filter, at: new Date(at), ...(since ? { since: new Date(since), change, part } : {}) },
    query.measure === 'duplicated-retries' ? 'attempts' : 'newest',
    cursor === undefined ? undefined : decodeCursor(cursor),
    limit + 1,
  )
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    total,
    findings: rows.slice(0, limit).map(findingRow),
    ...(last ? { next: encodeCursor(last.position) } : {}),
  }
}
