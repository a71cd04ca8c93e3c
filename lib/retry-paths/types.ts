import type { CodeRow } from '@/lib/code/types'

/** Worst-case attempts as lists and pages show them. */
export type PathAttempts = number | 'unbounded' | 'unknown'

/** Longest time, ms. */
export type PathTime = number | 'unbounded' | 'unknown'

/** A caller whose own limit is shorter than what is inside it may take, ms. */
export interface TimeInversion {
  /** Layer whose limit it is; absent: a call from service to service. */
  key?: string
  who: string
  limit: number
  takes: number
  /** The limit is of each attempt, of all together, or of a call to another service. */
  of: 'attempt' | 'deadline' | 'call'
}

export interface Named {
  id: string
  name: string
}

/** A commit that made a step, in whichever repository. */
export interface StepCommit {
  repository: string
  sha: string
  subject?: string
  /** Its own time, where it is known. */
  at?: string
  /** The commit is the one that was scanned; the change came with it or shortly before. */
  scanned: boolean
}

/** Since when something holds, and the commit that brought it where that is one. */
export interface Since {
  at: string
  /** It stood there when it was first looked at. */
  atLeast: boolean
  commit?: StepCommit
}

/** Worst-case attempts over one stretch of time; null: the path was not there. */
export interface PathStep {
  from: string
  to?: string
  attempts: PathAttempts | null
  /** Something on it has no end: the attempts are those of each round of it. */
  endless?: true
  arithmetic?: string
  /** Stood there when it was looked for first: what made it is older and not known. */
  stock?: true
  commits: StepCommit[]
}

export interface PathLayer {
  /** The same while mechanism, place and symbol are: what `without` names. */
  key: string
  kind: string
  mechanism?: string
  attempts: PathAttempts
  basis?: string
  source?: string
  path?: string
  line?: number
  symbol?: string
  condition?: string
  delay?: string
  deadline?: string
  /** What limits the repetitions of all requests together. */
  budget?: string
  service: string
  repository: string
  /** Who owns the decision at that place; absent: nobody. */
  owner?: string
  /** Since when it is there with as many attempts. */
  since: Since
  /** Product of the layers up to and with it. */
  running: PathAttempts
  /** Longest time of it with everything inside. */
  takes: PathTime
  perTryMs?: number
  /** Worst case of the path without it, beside those already left out; absent: cannot be told. */
  without?: PathAttempts
  /** Left out by `without`. */
  leftOut: boolean
  /** The decision at that place; absent where none is: a library's default. */
  code?: LayerCode
  /** Address of the place on its code host. */
  href?: string
}

export interface LayerCode {
  finding: string
  rows: CodeRow[]
}

/** A loop or fan-out on the way: what follows happens once for each of something. No layer. */
export interface PathFanOut {
  /** As the arithmetic names it. */
  symbol: string
  /** Elements, as written. */
  over: string
  /** So many layers of the path lie outside. */
  outer: number
  path?: string
  line?: number
  service?: string
  repository?: string
}

export interface PathSegment {
  service: string
  repository: string
  entry: string
  outgoing: string
  /** How it meets the next, and how sure that is. */
  meets?: { rule: string; confidence: string }
}

/** One retry path as of an instant. JSON only. */
export interface RetryPath {
  id: string
  rule: string
  joined: boolean
  at: string
  /** Until when scans speak for all of its repositories; absent where that is less than a week before. */
  knownUntil?: string
  present: boolean
  since: string
  repository: Named
  service: Named
  team?: Named
  entry: string
  outgoing: string
  message: string
  /** As charts count it: the product of the layers that end. */
  attempts: PathAttempts
  arithmetic: string
  /** Product of all layers, and after what takes factors away. */
  naive: PathAttempts
  gated?: PathAttempts
  /** Longest time of the path but for what is left out; unknown where a limit on the way is. */
  time: PathTime
  inversions: TimeInversion[]
  layers: PathLayer[]
  /** Outermost first; no number counts them. */
  fanOuts: PathFanOut[]
  /** What charts leave out because it has no end; `layer`: key of the layer that it is, if it is one. */
  unbounded: { reason: string; path?: string; line?: number; layer?: string; since: Since }[]
  gates: { reason: string; removes?: string; service?: string }[]
  segments: PathSegment[]
  /** What is left when `without` is taken away; absent where nothing is, or it cannot be told. */
  whatIf?: PathAttempts
  /** The layer that should keep the retry, and what the path would be then. */
  keep?: { key: string; attempts: PathAttempts }
  /** Why the join did not look further: cycle, depth, many. */
  cuts: string[]
  history: PathStep[]
}

/** A path in the list, worst first. */
export interface RetryPathRow {
  id: string
  joined: boolean
  message: string
  attempts: PathAttempts
  unbounded: boolean
  arithmetic: string
  repository: Named
  service: Named
  team?: Named
  layers: { kind: string; attempts: PathAttempts; service: string; owner?: string }[]
}

export interface RetryPathList {
  at: string
  total: number
  paths: RetryPathRow[]
}

export interface MapNode {
  id: string
  label: string
  /** Absent for what is out of the house. */
  repository?: string
  team?: string
  /** How often one request from outside can call it in the worst case. */
  worst: PathAttempts
  /** Calls that it repeats itself, from whichever of its entry points. */
  repeats: number
  /** An address inside the house, by its looks, by which no service is known. */
  named?: true
  /** There only because it calls what was asked for, or is called by it. */
  near?: true
}

export interface MapEdge {
  from: string
  to: string
  calls: number
  /** Attempts that the caller adds, and those that arrive in the worst case. */
  attempts: PathAttempts
  worst: PathAttempts
  confidence?: string
}

/** An outgoing call that meets nobody, and why. */
export interface MapMiss {
  /** Service by id, and its name. */
  from: string
  service: string
  label: string
  key: string
  reason: string
  detail: string
  calls: number
}

/** Said by a person: calls with a key go to a service. */
export interface MapTie {
  id: string
  key: string
  service: string
  repository: string
  reason?: string
  by: string
  at: string
}

export interface RetryMap {
  at: string
  nodes: MapNode[]
  edges: MapEdge[]
  /** Services by id along the worst path. */
  worstPath?: {
    id: string
    message: string
    arithmetic: string
    services: string[]
    /** It crosses services; such a path comes first, even where one inside a service is worse. */
    joined: boolean
    /** The worst path of all, where it is another one. */
    inside?: { id: string; message: string }
  }
  misses: MapMiss[]
  /** Ties that hold at that instant. */
  ties: MapTie[]
  /** Services that a call can be tied to. */
  services: { id: string; repository: string; service: string }[]
  teams: string[]
  /** Calls out of the house that nothing repeats: not drawn. */
  quiet: number
}
