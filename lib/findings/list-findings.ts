import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { decodeCursor, encodeCursor } from './cursor'
import { lookUp } from './queries/narrow'
import { isSorted, readPage, readTotal } from './queries/page'
import { askedOf } from './query-parts'
import { findingRow } from './shape'
import type { FindingPage, FindingQuery } from './types'

const PAGE = 50

/**
 * The findings behind a number: same filter, same instant, same count.
 * Throws CursorError for a cursor it did not give.
 */
export async function listFindings(db: Client, query: FindingQuery): Promise<FindingPage> {
  const { limit = PAGE, cursor } = query
  const { selection, narrowing: asked, sort } = askedOf(query)
  const after = cursor === undefined ? undefined : decodeCursor(cursor)
  return inSnapshot(db, async (client) => {
    const narrowing = await lookUp(client, asked)
    const count = () => readTotal(client, selection, narrowing)
    const sorted = isSorted(selection, narrowing)
    const known = sorted ? undefined : await count()
    const page = { total: known?.total ?? 0, after, limit: limit + 1 }
    const rows = await readPage(client, selection, narrowing, sort, page)
    const counted = known ?? (rows[0] ? { total: rows[0].all } : await count())
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      ...counted,
      findings: rows.slice(0, limit).map(findingRow),
      ...(last ? { next: encodeCursor(last.position) } : {}),
    }
  })
}
