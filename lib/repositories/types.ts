import type { Measure, TrendPoint } from '@/lib/trends/types'

/** One row of the table of repositories. JSON only. */
export interface RepositoryRow {
  id: string
  name: string
  /** As the table of services lists them, at least one. */
  services: number
  teams: { id: string; name: string }[]
  /** `change`: drift since the week before. */
  measures: Record<Measure, { value: number | null; change: number | null; points: TrendPoint[] }>
  /** The retry path with the most attempts. */
  worst?: { finding: string; attempts: number | 'unbounded' }
  /** ISO; until when scans speak for it, and when the newest scanned commit was made. */
  knownUntil?: string
  lastAt?: string
  /** Streams that speak for the last seven days, of those expected to. */
  covered: number
  expected: number
}

/** The table of repositories. JSON only. */
export interface RepositoryList {
  /** ISO week that the table ends with, and the instant its numbers are as of. */
  week: string
  at: string
  rows: RepositoryRow[]
}

export type Counts = Record<Measure, number>

/** What happened to the scans of a repository at a time. */
export interface Mark {
  at: string
  kind: 'scan' | 'failed'
  label: string
  scan?: string
}

export interface FolderRow {
  path: string
  depth: number
  counts: Counts
}

export interface BranchRow {
  branch: string
  isDefault: boolean
  lastAt: string
  /** Findings at its newest scan: all, those not on the default branch, and those only there. */
  findings: number
  added: number
  missing: number
}

export interface ServiceRow {
  id: string
  name: string
  team?: { id: string; name: string }
  counts: Counts
}

/** One scan as lists show it. */
export interface StreamHealth {
  scan: string
  tool: string
  version?: string
  category: string
  commit: string
  committedAt: string
  holdsThrough?: string
  succeeded: boolean
  /** Files that the tool read, where it says so, and why it left others out. */
  read?: number
  skipped: { reason: string; count: number }[]
  notifications: { level: string; message: string; path?: string }[]
}

export interface RepositoryDetail {
  id: string
  name: string
  url?: string
  marks: Mark[]
  health: StreamHealth[]
  services: ServiceRow[]
  folders: { rows: FolderRow[]; files: number; shown: number }
  branches: BranchRow[]
  /** Instants a comparison may begin at. */
  since: { kind: 'scan' | 'week' | 'commit'; at: string; commit?: string } | null
  /** The URL asked for a commit that no scan is of and that brought no finding. */
  unknownSince?: string
}

/** Which number of a branch is asked for: of all, of those only there, of those only on the default one. */
export const BRANCH_SIDES = ['all', 'added', 'missing'] as const
export type BranchSide = (typeof BRANCH_SIDES)[number]

/** The findings behind a number of a branch, by path, a page of them. JSON only. */
export interface BranchFindings {
  repository: { id: string; name: string }
  branch: string
  main: string
  side: BranchSide
  from: number
  total: number
  rows: { id: string; rule: string; message: string; path: string; line?: number }[]
}
