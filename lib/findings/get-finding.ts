import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { isUuid } from '@/lib/trends/is-uuid'
import { readFinding } from './queries/finding'
import { type RawLife, readLife } from './queries/life'
import { flowOf, layersOf } from './retry-data'
import { commitOf, findingRow, given, isRecord } from './shape'
import type { FindingDetail, LifeRow } from './types'

/**
 * One finding as of an instant (default: now) and its life; null when unknown. Where it was not
 * there at that instant it is described as it last was before, else as it first came.
 */
export async function getFinding(
  db: Client,
  id: string,
  at?: string,
): Promise<FindingDetail | null> {
  if (!isUuid(id)) return null
  const instant = at === undefined ? new Date() : new Date(at)
  return inSnapshot(db, async (client) => {
    const raw = await readFinding(client, id, instant)
    if (!raw) return null
    const [layers, flow] = [layersOf(raw.data), flowOf(raw.data)]
    return {
      ...findingRow(raw),
      at: instant.toISOString(),
      present: raw.present,
      ...given({ summary: raw.summary, help: raw.help, helpUri: raw.helpUri }),
      ...(layers.length > 0 ? { layers } : {}),
      ...(flow.length > 0 ? { flow } : {}),
      ...(isRecord(raw.data) ? { data: raw.data } : {}),
      life: (await readLife(client, id)).map(lifeRow),
    }
  })
}

function lifeRow(raw: RawLife): LifeRow {
  return {
    versionId: raw.versionId,
    from: raw.from.toISOString(),
    ...given({ to: raw.to?.toISOString() }),
    startReason: raw.startReason,
    ...given({
      endReason: raw.endReason,
      pass: raw.pass,
      continuesVersion: raw.continuesVersion,
    }),
    path: raw.path,
    ...given({ line: raw.startLine, endLine: raw.endLine, symbol: raw.symbol }),
    message: raw.message,
    ...given({ introducedBy: commitOf(raw) }),
    ...given({ snippet: raw.snippet, contextStart: raw.contextStart }),
  }
}
