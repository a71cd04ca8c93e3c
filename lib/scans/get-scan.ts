import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { isUuid } from '@/lib/trends/is-uuid'
import { scanRow } from './list-scans'
import { type RawChange, type RawScanDetail, readChanges, readScan } from './queries'
import type { ScanDetail } from './types'

/** Changes that a page lists; the totals count all. */
const MOST = 200

/** One scan with its receipt and what it changed against the one before; null when unknown. */
export async function getScan(db: Client, id: string): Promise<ScanDetail | null> {
  if (!isUuid(id)) return null
  return inSnapshot(db, async (client) => {
    const raw = await readScan(client, id)
    if (!raw) return null
    const changes = (edge: 'from_at' | 'to_at') =>
      raw.superseded ? [] : readChanges(client, raw.streamId, raw.at, edge, MOST)
    const appeared = changesOf(await changes('from_at'))
    return { ...detailOf(raw), appeared, gone: changesOf(await changes('to_at')) }
  })
}

function changesOf(rows: readonly RawChange[]): ScanDetail['gone'] {
  const shown = rows.map(({ total: _, line, ...row }) => ({
    ...row,
    ...(line === null ? {} : { line }),
  }))
  return { rows: shown, total: rows[0]?.total ?? 0 }
}

function detailOf(raw: RawScanDetail): Omit<ScanDetail, 'appeared' | 'gone'> {
  const { receipt, coverage, receivedAt, finishedAt, ranAt, previous } = raw
  const own = receipt?.scans.find(({ scanId }) => scanId === raw.id)
  return {
    ...scanRow(raw),
    ...(receipt ? { upload: raw.uploadId } : {}),
    ...(receivedAt ? { receivedAt: receivedAt.toISOString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    ...(ranAt ? { ranAt: ranAt.toISOString() } : {}),
    ...(previous ? { previous } : {}),
    extent: coverage.extent,
    ...(coverage.rules ? { rules: coverage.rules.toSorted() } : {}),
    ...(coverage.paths ? { paths: coverage.paths } : {}),
    notifications: raw.notifications,
    ...(own && { counts: own, ...(own.note ? { note: own.note } : {}) }),
    refused: receipt?.refused ?? 0,
    refusals: receipt?.refusals ?? [],
    ignoredBy: receipt?.ignoredBy ?? [],
    warnings: receipt?.warnings ?? [],
  }
}
