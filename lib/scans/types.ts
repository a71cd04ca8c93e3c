import type { ScanCounts } from '@/lib/ingest/apply-counts'
import type { UploadStatus } from '@/lib/ingest/get-upload'
import type { CountedNote, Note } from '@/lib/sarif/read-log'

/** One scan in a list. JSON only. */
export interface ScanRow {
  id: string
  repository: { id: string; name: string }
  branch: string
  tool: string
  version?: string
  category: string
  commit: string
  committedAt: string
  succeeded: boolean
  superseded: boolean
  results: number
  /** How long the tool ran, ms; absent where it does not say when it began and ended. */
  took?: number
}

export interface ScanPage {
  scans: ScanRow[]
  /** Cursors of the older ones and of the newer ones, where there are any. */
  next?: string
  back?: string
}

/** An upload of which nothing was applied. */
export interface RefusedUpload {
  id: string
  /** refused or failed */
  status: string
  receivedAt: string
  /** As its sender named it. */
  repository?: string
  reason: string
  pointer?: string
}

/** A finding that a scan began or ended. */
export interface ScanChange {
  finding: string
  rule: string
  message: string
  path: string
  line?: number
  reason: string
}

export interface ScanDetail extends ScanRow {
  upload?: string
  /** When its upload came and was applied, and how long applying took. */
  receivedAt?: string
  finishedAt?: string
  ranAt?: string
  /** Paths and rules it can speak for. */
  extent: string
  /** Keys; absent: every rule. */
  rules?: string[]
  /** Globs, where it covered some paths alone. */
  paths?: string[]
  notifications: { level: string; message: string; path?: string }[]
  counts?: Omit<ScanCounts, 'scanId' | 'note'>
  note?: string
  refused: number
  refusals: Note[]
  ignoredBy: CountedNote[]
  warnings: CountedNote[]
  previous?: string
  appeared: { rows: ScanChange[]; total: number }
  gone: { rows: ScanChange[]; total: number }
}

export type { UploadStatus }
