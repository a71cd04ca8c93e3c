import type { Stretch } from './stretches'

/** A service within its repository. */
export interface Place {
  repository: string
  service: string
}

/** Where a flow begins; see the table flow_entry. */
export interface Entry extends Place {
  id: string
  kind: string
  label: string
  keys: readonly string[]
}

/** What a flow calls; see the table flow_out. */
export interface Out extends Entry {
  method: string | null
}

/** One exact form of a flow segment in one place, and when it is there. */
export interface Node {
  version: string
  entry: string
  out: string
  /** Retry layers on it. */
  layers: number
  there: readonly Stretch[]
}

export type Confidence = 'certain' | 'likely' | 'guess'

/** An outgoing call meets an entry point, or (no entry) does not, and why. */
export interface Link {
  out: string
  entry: string | null
  from: number
  to: number
  rule: string
  confidence: Confidence | null
  detail: string | null
}

/** Said by a person: calls with this key go there, from when it was said until it was taken back. */
export interface Tie extends Place, Stretch {
  outKey: string
  entryKey: string | null
}

/** Everything that is joined. */
export interface Flows {
  entries: ReadonlyMap<string, Entry>
  outs: ReadonlyMap<string, Out>
  nodes: readonly Node[]
}

/** The order in which meetings are kept and compared. */
export function inOrder(a: Link, b: Link): number {
  return order(a.out, b.out) || order(a.entry ?? '', b.entry ?? '') || a.from - b.from
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b))
