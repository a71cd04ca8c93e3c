import type { Extractor } from '../extract/extractor'
import type { FileCounts } from './summary'

export interface Progress {
  /** `read tip`, `read history`, `assemble`, `introducing commits`. */
  step: string
  done: number
  total: number
}

/** One commit's scan, ready to be written or sent. */
export interface Scan {
  commit: string
  committedAt: string
  ref: string
  repository: string
  category: string
  toolVersion: string
  /** `tip` comes first; `week` for history; `final` is the tip once more, with all that is known. */
  stage: 'tip' | 'week' | 'final'
  results: number
  /** Results by rule, every rule listed. */
  counts: Record<string, number>
  files: FileCounts
  sarif: string
}

/** What makes a sequence of scans, and which version of the tool makes it now. */
export interface StreamKey {
  repository: string
  category: string
  branch: string
  toolVersion: string
}

export interface ScanOptions {
  /** A work tree, a folder in one, or a bare repository. */
  path: string
  /** Overrides the repository's name. */
  name?: string
  /** Part of the stream's key; `code` unless given. */
  category?: string
  /** ISO weeks to go back, the tip's own included; without it only the tip. */
  history?: number
  /** Folder for facts between runs; null for none. Default: the user's data folder. */
  cacheDir?: string | null
  /** Awaited before the next commit is written. */
  onScan?: (scan: Scan) => Promise<void> | void
  onProgress?: (progress: Progress) => void
  extractor?: Extractor
  /** Commits that need not be emitted again, but for the tip; asked once the repository's name is known. */
  skip?: (about: StreamKey) => Promise<ReadonlySet<string>>
  /** Parser threads; 0 for none. Default 2, or 1 on a single core. */
  threads?: number
  /** Time for introducing commits older than the oldest scan, ms. Default: a tenth of the scan so far, at least 1.5 s (10 s without history). */
  olderBudgetMs?: number
  /** Whether test code is read too, for its parse errors; its findings are never reported. Default false. */
  readTests?: boolean
  signal?: AbortSignal
}

export interface ScanSummary {
  repository: string
  branch: string
  shallow: boolean
  /** Commits in the window, and how many scans were emitted. */
  commits: number
  emitted: number
  blobs: { parsed: number; cached: number }
  /** Milliseconds by part; `total` is the wall clock. */
  timings: Record<string, number>
  tip?: Omit<Scan, 'sarif'>
  parseErrors: number
  /** Findings of the tip, and those whose introducing commit is known. */
  introduced: { known: number; total: number }
}
