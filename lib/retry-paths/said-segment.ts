import { isRecord } from '@/lib/findings/shape'
import type { Cause } from './life'
import type { Entry, Node, Out } from './model'
import { type Attempts, attemptsIn, layerList } from './product'

/** What joined paths count of a segment. */
export interface Counts {
  naive: Attempts
  gated: Attempts
  layers: readonly { kind: string; attempts: Attempts }[]
  /** Something beside its layers has no end, as work that is put back as new: they bound nothing. */
  endless: boolean
  /** Loops and fan-outs that it says. */
  fanOuts: number
}

/** What a joined path needs of the version of each of its segments. */
export interface SegmentFacts extends Counts {
  path: string
  line: number | null
  /** Hash of what its version says. */
  description: string
  /** Why its spans began and ended, in order of time. */
  causes: readonly Cause[]
}

export function countsOf(segment: Readonly<Record<string, unknown>>): Counts {
  return {
    naive: attemptsIn(segment.naive),
    gated: attemptsIn(segment.gated),
    layers: layerList(segment).map((layer) => ({
      kind: typeof layer.kind === 'string' ? layer.kind : 'layer',
      attempts: attemptsIn(layer.attempts),
    })),
    endless: Array.isArray(segment.unboundedBecause) && segment.unboundedBecause.some(isRecord),
    fanOuts: Array.isArray(segment.fanOut) ? segment.fanOut.filter(isRecord).length : 0,
  }
}

/** One segment as joined paths count it. It is part of many paths, and made once for all. */
export class SaidSegment {
  /** By which a path names it (./whole): members of a JSON object. */
  readonly name: string

  constructor(
    readonly node: Node,
    readonly entry: Entry,
    readonly out: Out,
    readonly facts: SegmentFacts,
  ) {
    const name = { version: node.version, entry: entry.id, outgoing: out.id }
    this.name = JSON.stringify(name).slice(1, -1)
  }
}
