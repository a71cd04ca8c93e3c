import type { CodeRow } from '@/lib/code/types'
import type { Filter, Measure } from '@/lib/trends/types'

/** What a list shows of a finding, as of the instant asked for. JSON only. */
export interface FindingRow {
  /** Finding id: the same whatever its versions. */
  id: string
  rule: { id: string; key: string; name: string; kind: string; decisionKind?: string }
  repository: { id: string; name: string }
  service: { id: string; name: string }
  team?: { id: string; name: string }
  path: string
  line?: number
  symbol?: string
  message: string
  level: string
  state: 'open' | 'owned' | 'accepted' | 'suppressed'
  /** Retry paths: worst-case attempts. */
  attempts?: number | 'unbounded' | 'unknown'
  arithmetic?: string
  /** When this finding first was there (ISO), and the commit that brought it where known. */
  since: string
  introducedBy?: {
    sha: string
    /** Commit time (ISO). */
    at?: string
    author?: string
    subject?: string
    assistance: { grade: string; tool?: string; evidence?: string }
  }
  snippet?: string
  contextStart?: number
  context?: string
}

/**
 * Why findings count at one instant and not at the other. Together they are the whole change of a
 * number; each is a list. `moved` changes nothing: found again at another place.
 */
export const PARTS = [
  'introduced',
  'returned',
  'gone',
  'moved',
  'rule-added',
  'rule-removed',
  'coverage',
  'moved-in',
  'moved-out',
  'owned',
  'ownership-ended',
  'accepted',
  'acceptance-ended',
  'suppressed',
  'unsuppressed',
] as const
export type Part = (typeof PARTS)[number]

/**
 * What stands behind a change: code or people (only that is drift), what is looked at (a first scan,
 * a rule added or removed), or a move to another service or team.
 */
export const CAUSES = ['drift', 'coverage', 'placed'] as const
export type Cause = (typeof CAUSES)[number]

export const KINDS = ['decision', 'retry-path', 'pattern'] as const
export const STATES = ['open', 'owned', 'accepted', 'suppressed'] as const
export const SORTS = [
  'newest',
  'oldest',
  'attempts',
  'severity',
  'introduced',
  'path',
  'rule',
  'service',
] as const
export type Sort = (typeof SORTS)[number]
/** How long a finding has been there: up to a week, a month, a quarter, a year, longer. */
export const AGES = ['week', 'month', 'quarter', 'year', 'older'] as const

/** How we know that an assistant took part in a commit; `assisted`: in any of the first three ways. */
export const ASSISTANCE = ['assisted', 'notes', 'trailer', 'bot-author', 'unknown'] as const

/** Narrows a list beyond the number it stands behind. */
export interface Narrowing {
  kind?: (typeof KINDS)[number]
  state?: (typeof STATES)[number]
  age?: (typeof AGES)[number]
  /** Folder; everything beneath it. Empty: files at the root. */
  path?: string
  /** Text within path, message or symbol, whatever its case. */
  q?: string
  /**
   * When the commit that brought it was made: a month (`2026-03`), days from and to
   * (`2026-03-01..2026-03-15`, either may be missing), or `unknown` where no commit is known.
   */
  introduced?: string
  /** Author of that commit, exactly. */
  author?: string
  assistance?: (typeof ASSISTANCE)[number]
  /** That commit, in full. */
  commit?: string
  /** First there more than so many days ago. */
  olderThan?: number
  /** Retry paths of more layers, or more worst-case attempts, than `layers,attempts`: `2,6`. */
  beyond?: string
}

export interface FindingQuery extends Filter, Narrowing {
  measure?: Measure
  /** ISO instant; findings present then. */
  at: string
  /**
   * Only what changed in (since, at]: `appeared` is present at `at` and was not at `since`;
   * `gone` was at `since` and is not at `at` (listed as it was at `since`).
   */
  since?: string
  change?: 'appeared' | 'gone'
  /** With `change`: only what changed for this cause. */
  cause?: Cause
  /** In place of `change`: only what changed for this reason. */
  part?: Part
  /** Default: worst first for retry paths, else newest first. */
  sort?: Sort
  limit?: number
  cursor?: string
}

export interface FindingPage {
  /** Exactly the number that a chart shows for the same filter and instant. */
  total: number
  /** Of a list of words: there are more than `total`, at which counting stopped. */
  more?: true
  findings: FindingRow[]
  /** Pass as `cursor` for the rows after these; absent on the last page. */
  next?: string
}

/** Places and steps on a page of them. */
export const PLACES_A_PAGE = 500

/** Which places and steps are asked for: a page of each list, from 1, or all. */
export type Steps = 'all' | number

/** One finding with its life story. JSON only. */
export interface FindingDetail extends FindingRow {
  /** Instant described, and whether the finding was there then; if not, as it was last before it. */
  at: string
  present: boolean
  /** What the rule says, Markdown. */
  summary?: string
  help?: string
  helpUri?: string
  /** The code as it was scanned, the region marked, coloured by language. */
  code: CodeRow[]
  /** Where the repository lives, and the newest commit at which this form was seen. */
  source: { url?: string; commit?: string }
  /** Retry paths: layers and the calls from entry to outbound call, in order. */
  layers?: RetryLayerRow[]
  flow?: FlowStep[]
  /** Further places of this finding, and places the tool calls related. */
  locations?: FlowStep[]
  related?: FlowStep[]
  /** How many there are in all, where this answer does not hold all of them. */
  totals?: { flow?: number; locations?: number; related?: number }
  /** How many of each list come before those of this answer. */
  offset?: number
  /** The detector's own words on this version; its steps and places stand above. */
  data?: Record<string, unknown>
  /** Oldest first; each row is one exact form of the finding over one stretch of time. */
  life: LifeRow[]
  /** What people, declarations and reorganisations made of it; oldest first. */
  turns: LifeTurn[]
}

export interface RetryLayerRow {
  kind: string
  mechanism?: string
  attempts: number | 'unbounded' | 'unknown'
  basis?: string
  source?: string
  path?: string
  line?: number
  symbol?: string
  condition?: string
  delay?: string
  deadline?: string
}

export interface FlowStep {
  path: string
  line?: number
  symbol?: string
  message?: string
}

export interface LifeRow {
  versionId: string
  /** ISO; `to` is absent while the finding is there. */
  from: string
  to?: string
  /** first-scan | rule-added | introduced | reopened | moved */
  startReason: string
  /** gone | rule-removed | moved */
  endReason?: string
  /** Commits of the scans that saw it last and that no longer did, where it is gone. */
  wentBetween?: { seen: string; gone: string }
  /** How it was recognised as the continuation of the row before. */
  pass?: string
  continuesVersion?: string
  path: string
  line?: number
  endLine?: number
  symbol?: string
  message: string
  introducedBy?: FindingRow['introducedBy']
  snippet?: string
  contextStart?: number
}

export const TURN_KINDS = [
  'own',
  'propose',
  'ratify',
  'reject',
  'accept',
  'hand-on',
  'release',
  'confirm',
  'undo',
  'expired',
  'declared',
  'undeclared',
  'owner-renamed',
  'team',
  'service',
  'suppressed',
  'unsuppressed',
] as const

/** One turn in the life of a finding that no change of its form tells. */
export interface LifeTurn {
  at: string
  kind: (typeof TURN_KINDS)[number]
  /** Who said it. */
  by?: string
  /** Owner, team or service before and after; absent: nobody. */
  from?: string
  to?: string
  /** Accepted until. */
  until?: string
  approver?: string
  reason?: string
  /** Taken back later. */
  undone?: boolean
}

/**
 * Longer lists are not split by who introduced their findings, and of words not counted to their
 * end: it would take too long.
 */
export const TRACED_AT_MOST = 5_000

/** Columns that a list can be split by. */
export const FACETS = [
  'kind',
  'state',
  'rule',
  'service',
  'team',
  'repository',
  'age',
  'introduced',
  'author',
  'assistance',
  'commit',
] as const
export type FacetName = (typeof FACETS)[number]

/** The values of one facet, the most frequent first. JSON only. */
export interface Facet {
  name: FacetName
  /** The first ones, of `total`. */
  values: { key: string; label: string; count: number }[]
  total: number
  /** What it calls the choice made, where `values` lack that. */
  chosen?: string
  /** Not counted: the list is longer than `TRACED_AT_MOST`. */
  uncounted?: true
}

/** The finding of lists that an address leads to. */
export interface ListedAs {
  listedAs: string
  kind: string
}

/** What a scan said that no list counts: of a branch beside the default one, or no longer said. */
export interface UnlistedFinding {
  message: string
  path: string
  line?: number
  symbol?: string
  rule: { id: string; name: string; kind: string }
  repository: { id: string; name: string }
  code: CodeRow[]
  /** Retry paths: how often it repeated what. */
  arithmetic?: string
  /** Where a scan that counts saw it: the branch, empty where none was named, and from when to when (ISO). */
  branch?: string
  from?: string
  to?: string
  /** Where none does any more: when the newest run ended (ISO), and what it most likely is now. */
  lastRun?: string
  became?: { id: string; message: string }
}
