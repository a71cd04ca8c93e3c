import { codeRows } from '@/lib/code/code-rows'
import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { readLedger } from '@/lib/ownership/ledger'
import { wordOf } from '@/lib/presence/coverage'
import { isUuid } from '@/lib/trends/is-uuid'
import { needsMore, placesOf } from './places'
import { readFinding, readPlaces } from './queries/finding'
import { type RawLife, readLife } from './queries/life'
import { readStretches } from './queries/stretches'
import { layersOf } from './retry-data'
import { commitOf, findingRow, given, isRecord } from './shape'
import { turnsOf } from './turns'
import type { FindingDetail, LifeRow, Steps } from './types'

/**
 * One finding as of an instant (default: now) and its life; null when unknown. Where it was not
 * there at that instant it is described as it last was before, else as it first came.
 */
export async function getFinding(
  db: Client,
  id: string,
  at?: string,
  /** Which of its steps and places; the first ones where not said. */
  steps?: Steps,
): Promise<FindingDetail | null> {
  if (!isUuid(id)) return null
  const instant = at === undefined ? new Date() : new Date(at)
  return inSnapshot(db, async (client) => {
    const raw = await readFinding(client, id, instant)
    if (!raw) return null
    const layers = layersOf(raw.data)
    const more = needsMore(raw.data, steps) ? await readPlaces(client, raw.versionId) : null
    const row = findingRow(raw)
    return {
      ...row,
      at: instant.toISOString(),
      present: raw.present,
      ...given({ summary: raw.summary, help: raw.help, helpUri: raw.helpUri }),
      ...(layers.length > 0 ? { layers } : {}),
      code: codeRows({ ...row, ...given({ endLine: raw.endLine }) }),
      source: given({ url: raw.repositoryUrl, commit: raw.seenAt }),
      ...placesOf(raw.data, more, steps),
      ...(isRecord(raw.data) ? { data: ownWords(raw.data) } : {}),
      life: (await readLife(client, id)).map(lifeRow),
      turns: turnsOf(
        raw.kind === 'decision' ? ((await readLedger(client, [id])).get(id) ?? []) : [],
        await readStretches(client, id),
        instant.getTime(),
      ),
    }
  })
}

/** The newest scan that looked there before its end, and so saw it, or that saw it all the same. */
const seenLast = ({ before, path }: RawLife): string | undefined =>
  before?.find((scan) => scan.sighted || wordOf(scan.coverage)('', path) !== 'silent')?.commit

function lifeRow(raw: RawLife): LifeRow {
  const seen = seenLast(raw)
  return {
    versionId: raw.versionId,
    from: raw.from.toISOString(),
    ...given({ to: raw.to?.toISOString() }),
    startReason: raw.startReason,
    ...given({
      endReason: raw.endReason,
      wentBetween: seen !== undefined && raw.goneAt ? { seen, gone: raw.goneAt } : undefined,
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

function ownWords({ flow, locations, related, ...rest }: Record<string, unknown>) {
  const { flowTotal, locationsTotal, relatedTotal, ...words } = rest
  return words
}
