import { isRecord } from '@/lib/findings/shape'
import type { Cause } from './life'
import type { Entry, Node, Out } from './model'
import { type Attempts, attemptsIn, layerList } from './product'

/** What a joined path needs of the version of each of its segments. */
export interface SegmentFacts {
  path: string
  line: number | null
  /** Its layers, loops and numbers. */
  segment: Record<string, unknown>
  /** Hash of what its version says. */
  description: string
  /** Why its spans began and ended, in order of time. */
  causes: readonly Cause[]
}

/** One segment as joined paths count it. It is part of many paths, and read once for all. */
export class SaidSegment {
  readonly naive: Attempts
  readonly gated: Attempts
  readonly layers: readonly { kind: string; attempts: Attempts }[]
  /** Loops and fan-outs that it says. */
  readonly fanOuts: number
  /** By which a path names it (./whole). */
  readonly name: { version: string; entry: string; outgoing: string }

  constructor(
    readonly node: Node,
    readonly entry: Entry,
    readonly out: Out,
    readonly facts: SegmentFacts,
  ) {
    const { segment } = facts
    this.naive = attemptsIn(segment.naive)
    this.gated = attemptsIn(segment.gated)
    this.layers = layerList(segment).map((layer) => ({
      kind: typeof layer.kind === 'string' ? layer.kind : 'layer',
      attempts: attemptsIn(layer.attempts),
    }))
    this.fanOuts = Array.isArray(segment.fanOut) ? segment.fanOut.filter(isRecord).length : 0
    this.name = { version: node.version, entry: entry.id, outgoing: out.id }
  }
}
