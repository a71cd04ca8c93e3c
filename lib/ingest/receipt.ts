import type { ScanContent } from '@/lib/sarif/content'
import type { Reading } from '@/lib/sarif/read'
import type { CountedNote, Note } from '@/lib/sarif/read-log'
import { storableJson } from '@/lib/sarif/text'
import type { ScanCounts } from './apply-counts'

const counted = ['accepted', 'new', 'matched', 'moved', 'reopened', 'gone'] as const

type Counts = Record<(typeof counted)[number], number>

/** What became of an upload; see docs/formats/uploads.md. */
export interface Receipt extends Counts {
  /** How many results, runs or files were refused; `refusals` lists the first 1,000. */
  refused: number
  refusals: Note[]
  /** How many results are understood and are no findings; `ignoredBy` gives the reasons. */
  ignored: number
  ignoredBy: CountedNote[]
  warnings: CountedNote[]
  scans: ScanReceipt[]
  /** Why applying failed; it is tried again until the status is `failed`. */
  error?: string
}

export interface ScanReceipt extends Counts {
  scanId: string
  repository: string
  tool: string
  toolVersion?: string
  category: string
  branch: string
  commit: string
  /** ISO 8601, UTC. */
  committedAt: string
  note?: string
}

/** What one scan changed. */
export function scanReceipt(scan: ScanContent, counts: ScanCounts): ScanReceipt {
  return {
    ...counts,
    repository: scan.repository.name,
    tool: scan.tool,
    toolVersion: scan.toolVersion,
    category: scan.category,
    branch: scan.branch,
    commit: scan.commit,
    committedAt: new Date(scan.committedAt).toISOString(),
  }
}

/** Sums what the scans of one upload changed; safe to store as jsonb. */
export function receiptOf(reading: Reading, scans: readonly ScanReceipt[] = []): Receipt {
  const sum = (name: keyof Counts) => scans.reduce((n, scan) => n + scan[name], 0)
  const receipt: Receipt = {
    accepted: sum('accepted'),
    new: sum('new'),
    matched: sum('matched'),
    moved: sum('moved'),
    reopened: sum('reopened'),
    gone: sum('gone'),
    refused: reading.refused,
    refusals: reading.refusals,
    ignored: reading.ignored.reduce((n, { count }) => n + count, 0),
    ignoredBy: reading.ignored,
    warnings: reading.warnings,
    scans: [...scans],
  }
  return storableJson(receipt) as Receipt
}

/** Of an upload whose content was never judged. */
export function failedReceipt(error: string): Receipt {
  return { ...receiptOf({ scans: [], refusals: [], refused: 0, ignored: [], warnings: [] }), error }
}
