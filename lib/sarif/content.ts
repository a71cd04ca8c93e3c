import type { Coverage } from '@/lib/presence/coverage'

/** One run of one tool over one commit, as read from SARIF: everything ingest needs, nothing else. */
export interface ScanContent {
  repository: { name: string; url?: string; rootCommit?: string }
  commit: string
  /** Commit time, ms since 1970 UTC. */
  committedAt: number
  /** Until then the commit was known to be the newest on its branch, ms. */
  holdsThrough?: number
  /** Branch without `refs/heads/`; empty where nobody named one. */
  branch: string
  defaultBranch?: boolean
  tool: string
  toolVersion?: string
  category: string
  /** Begin of the tool's run, ms; only where begin and end of all its invocations are said. */
  startedAt?: number
  /** End of the tool's run, ms; decides between two scans of one commit. */
  ranAt?: number
  succeeded: boolean
  coverage: Coverage
  rules: RuleContent[]
  observations: Observation[]
  /** Undefined where the tool says nothing of services. */
  services?: ServiceDefinition[]
  /** Files that say who owns what; undefined where the tool says nothing of them. */
  documents?: OwnershipFile[]
  /** Tags on the mainline; undefined where the tool says nothing of them. */
  tags?: TagContent[]
  /** Who wrote most of which file; undefined where the tool says nothing of it. */
  writers?: WritersContent
  /** Commits that observations name in `introducedBy`, by sha. */
  commits: CommitContent[]
  notifications: { level: 'error' | 'warning' | 'note'; message: string; path?: string }[]
  /** `{ read, skipped: [{ reason, count }] }` where the tool says so. */
  files?: unknown
}

export interface RuleContent {
  ruleKey: string
  kind: 'decision' | 'retry-path' | 'flow' | 'pattern'
  decisionKind?: string
  name?: string
  summary?: string
  /** Markdown, as the tool wrote it; never trusted as HTML. */
  help?: string
  /** http(s) only. */
  helpUri?: string
  level: string
  /** A result names it, and the run says no more of it. */
  undescribed?: true
}

/** One result that counts: where it is and by what it is known again. */
export interface Observation {
  ruleKey: string
  /** Relative to the repository root, `/` between segments, percent-decoded. */
  path: string
  symbol?: string
  message: string
  level: string
  suppressed: boolean
  startLine?: number
  startColumn?: number
  endLine?: number
  endColumn?: number
  snippet?: string
  contextStart?: number
  context?: string
  /** What distinguishes this exact form: own fingerprints, else snippet, else message without numbers. */
  form: string
  /** By which the tool itself knows it again wherever it goes (SARIF `fingerprints`, `plumbline/identity/v1`). */
  toolIdentity?: string
  /** Normalised content without its place (`plumbline/content/v1`, else hash of the snippet, else line hash). */
  content?: string
  /** The first part of `content`, where it has more (`plumbline/beginning/v1`). */
  beginning?: string
  introducedBy?: string
  /** Retry paths and flow segments: commits since the scan before that gave it its layers. */
  changedBy?: PathChange[]
  /** Retry paths: worst-case attempts; Infinity when unbounded, undefined when unknown or not one. */
  attempts?: number
  declared?: { owner?: string; decision?: string }
  data?: Record<string, unknown>
  /** Places and steps that are too many for `data`, whole: JSON of `{ locations, related, flow }`. */
  places?: string
}

/** A commit that changed the layers of a path, and what those that end came to with it. */
export interface PathChange {
  sha: string
  /** Infinity when no layer ends, undefined when unknown. */
  attempts?: number
  unbounded: boolean
}

export interface ServiceDefinition {
  name: string
  /** Globs; first service whose globs match a path claims it. */
  paths: string[]
  team?: string
  source?: string
}

/** CODEOWNERS, `catalog-info.yaml` or the head of a decision record, as it stood at the commit. */
export interface OwnershipFile {
  path: string
  text: string
}

export interface TagContent {
  name: string
  commit: string
  /** Commit time of what is tagged, ms. */
  committedAt: number
}

/** Authors with the most commits to files, in so many weeks before the scanned commit. */
export interface WritersContent {
  weeks: number
  files: { path: string; author: string; commits: number; of: number }[]
}

export interface CommitContent {
  sha: string
  author?: string
  committedAt: number
  subject?: string
  assistance: {
    grade: 'notes' | 'trailer' | 'bot-author' | 'unknown'
    tool?: string
    evidence?: string
  }
}
