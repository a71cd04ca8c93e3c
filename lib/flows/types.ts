import type { Named, PathAttempts } from '@/lib/retry-paths/types'

/** Where flows begin: an entry point, or a function that no entry point is known for. */
export interface FlowStart {
  id: string
  kind: string
  label: string
  service: string
  /** Name. */
  repository: string
  /** Ways out that are known. */
  ways: number
  /** Of the worst of them. */
  attempts: PathAttempts
}

export interface FlowStarts {
  total: number
  starts: FlowStart[]
}

/** What an item of a flow is. */
export type ItemKind =
  | 'function'
  | 'fan-out'
  | 'redelivery'
  | 'retry'
  | 'timeout'
  | 'pool'
  | 'breaker'

/** One thing along a flow, in the order in which a request meets it. */
export interface FlowItem {
  kind: ItemKind
  /** Function, or mechanism. */
  name: string
  /** `5 s`, `3 attempts`; absent for functions. */
  says?: string
  basis?: string
  /** Written, or what the library has where nothing is written. */
  source?: string
  condition?: string
  delay?: string
  /** Of all attempts together, and of each. */
  deadline?: string
  perTry?: string
  path?: string
  line?: number
  symbol?: string
  /** Address of the code on its host. */
  href?: string
}

/** One way from where a flow begins to a call that leaves. */
export interface FlowWay {
  id: string
  outgoing: { kind: string; label: string; method?: string }
  /** After what takes factors away. */
  attempts: PathAttempts
  /** Product of all layers, where that is another number. */
  naive?: PathAttempts
  /** What takes factors away; `removes` names the layer. */
  gates: { reason: string; removes?: string; href?: string }[]
  items: FlowItem[]
  /** What cannot be told, in sentences. */
  unknown: string[]
  /** Who answers the call, where it is known. */
  answers: { id: string; label: string; service: string; repository: Named; confidence?: string }[]
}

/** Everything in which a flow may wait or repeat, as of an instant. JSON only. */
export interface Flow extends Omit<FlowStart, 'repository' | 'ways' | 'attempts'> {
  repository: Named
  at: string
  ways: FlowWay[]
  /** Flows of the repository that its scan left out. */
  left: number
}
