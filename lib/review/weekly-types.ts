import type { BudgetState } from '@/lib/budgets/types'
import type { EventMark } from '@/lib/events/types'
import type { FindingPage, Part } from '@/lib/findings/types'
import type { Candidate } from '@/lib/ownership/types'
import type { Measure, TrendPoint, Trends } from '@/lib/trends/types'
import type { Causes, Review, SentencePart } from './types'

/** The whole page of a week. JSON only: a closed review is exactly this, stored. */
export interface WeeklyReview extends Review {
  /** Canonical text of the scope, as actions, notes and closed reviews are kept under. */
  scope: string
  totals: Totals
  /** Measures whose number is known at the end of this week and of the last. */
  explained: Explained[]
  exceptions: Exceptions
  carried: CarriedAction[]
  panel: PanelRow[]
  credit: Credit[]
  board: BoardRow[]
  events: EventMark[]
  /** Budgets as of the end of the week; absent in reviews that were closed before there were any. */
  budgets?: BudgetState[]
  /** Only in a closed review: who closed it, its charts and the top of its lists. */
  closed?: {
    at: string
    by: string
    charts: Trends[]
    lists: { measure: Measure; change?: 'appeared'; page: FindingPage }[]
    /** Events of its charts; absent in reviews that were closed before they had any. */
    events?: EventMark[]
    /** Every finding that changed, by the part it is counted in. */
    changed: { measure: Measure; part: Part; id: string; rule: string; place: string }[]
  }
}

/** The big numbers: all three measures together, as their explained parts have it. */
export interface Totals {
  /** appeared − gone, whatever the cause. */
  net: number
  causes: Causes
  /** Actions of this scope that are past their due date. */
  pastDue: number
}

/** `from` + the changes of the parts = `to`. */
export interface Explained {
  measure: Measure
  from: number
  to: number
  parts: { part: Part; findings: number; change: number }[]
}

/** One measure of one service or team. */
export interface Subject {
  measure: Measure
  by: 'service' | 'team'
  key: string
  label: string
}

export interface Exceptions {
  shown: Exception[]
  /** How many there are in all; `shown` may be fewer. */
  total: number
  reviewed: number
  /** Services and teams looked at: without a signal, and with too little history to tell. */
  normal: Quiet
  young: Quiet
}

/** What is folded away, with those that changed. */
export interface Quiet {
  services: number
  teams: number
  changed: (Subject & { value: number; change: number })[]
}

export interface Exception extends Subject {
  value: number
  /** Drift of this week: what code and people changed, without stock first looked at. */
  drift: number
  signal: {
    kind: 'above' | 'below' | 'run'
    mean: number
    /** Of a run: what it is on one side of. Absent in reviews closed before runs were of the median. */
    median?: number
    lower: number
    upper: number
    /** Known weeks that the limits are from. */
    weeks: number
  }
  /** Weekly drift up to this week; null where it is not known. */
  history: (number | null)[]
  spark: TrendPoint[]
  why: SentencePart[]
  details: Details
  who: Who
  notes: Note[]
  /** What was said of it in the review before. */
  said: Note[]
  actions: CarriedAction[]
  reviewed: boolean
}

/** What the drift consists of, the largest first. */
export interface Details {
  findings: number
  rules: { id: string; name: string; count: number }[]
  paths: { path: string; count: number }[]
  authors: { name: string; count: number }[]
  /** By grade of evidence; `unknown` is not human. */
  assistance: { grade: string; count: number }[]
}

export interface Who {
  /** The team that answers for it. */
  owner?: { name: string; team: string }
  /** How we know, in a sentence. */
  because: string
  /** Whom CODEOWNERS, catalog files, rules and commits name for what came, most findings first. */
  candidates: WhoCandidate[]
  /** What came and can be given an owner or accepted: unowned decisions, the first 200. */
  findings: string[]
}

/** A candidate with the findings for which it is the best one; the reason is of the first. */
export interface WhoCandidate
  extends Pick<Candidate, 'owner' | 'source' | 'where' | 'confidence' | 'reason'> {
  findings: string[]
}

export interface Note {
  id: string
  week: string
  text: string
  at: string
  saidBy: string
}

export interface CarriedAction extends Subject {
  id: string
  week: string
  text: string
  owner: string
  /** A day, `2026-11-27`. */
  due: string
  agreedBy: string
  state: 'open' | 'done' | 'overdue'
  doneBy?: string
  /** The number when it was agreed on, and now. */
  before: number
  now: number
}

/** One of the seven kinds: what came this week and what stands. */
export interface PanelRow {
  decisionKind: string
  introduced: PanelCount
  stock: PanelCount
}

export interface PanelCount {
  unowned: number
  owned: number
  /** Of both, by commits that say an assistant was at work; and those that say nothing. */
  assisted: number
  unknown: number
}

export interface Credit extends Subject {
  change: number
  why: SentencePart[]
}

export interface BoardRow {
  id: string
  path: string
  message: string
  service: string
  team?: string
  attempts: number | 'unbounded' | 'unknown'
  /** Worst case a week before; absent where the path is new. */
  before?: number | 'unbounded' | 'unknown'
  arithmetic?: string
  layers: BoardLayer[]
}

/** One segment of a path: what repeats, how often, and who owns the decision at that place. */
export interface BoardLayer {
  key: string
  kind: string
  mechanism?: string
  attempts: number | 'unbounded' | 'unknown'
  service?: string
  owner?: string
}

/** One measure of a closed week: as it was closed, and as it is counted now. */
export interface Restated {
  measure: Measure
  value: readonly [number | null, number | null]
  appeared: readonly [number, number]
  gone: readonly [number, number]
}

/** Two instants beside each other. JSON only. */
export interface Comparison {
  from: string
  to: string
  ends: Record<'from' | 'to', ComparedEnd>
  /** `before` + `appeared` + `returned` − `gone` = `now`. */
  measures: {
    measure: Measure
    before: number
    now: number
    appeared: number
    returned: number
    gone: number
  }[]
  /** How many rows both lists have in all; a page is sent the first ones. */
  differences: number
  changed: NonNullable<WeeklyReview['closed']>['changed']
  /** Decisions there at both ends, with another owner. */
  owners: { id: string; rule: string; place: string; before: string | null; now: string | null }[]
}

/** What an instant of a comparison stands for. */
export interface ComparedEnd {
  /** Of each repository the newest scanned commit up to it; one without any is left out. */
  scans: { repository: string; commit: string; at: string }[]
  /**
   * Releases made exactly then; `href`: the list of what came with one. Several names of one, as of
   * its image and its chart, have one list. `previous`: where it has one name.
   */
  releases: { names: string[]; repository: string; previous: string | null; href: string }[]
}
