import { given, isRecord } from '@/lib/findings/shape'
import type { Cause } from './life'
import type { Entry, Link, Node, Out } from './model'
import { type Attempts, attemptsIn, layerList } from './product'

/** What a joined path needs of the version of each of its segments. */
export interface SegmentFacts {
  path: string
  line: number | null
  segment: Record<string, unknown>
  /** Why its spans began and ended, in order of time. */
  causes: readonly Cause[]
}

/**
 * One segment as joined paths say it. A segment is part of many paths, so each piece of what it
 * says is written as JSON once; layers say at which place of the path their segment stands.
 */
export class SaidSegment {
  readonly naive: Attempts
  readonly gated: Attempts
  readonly layers: readonly { kind: string; attempts: Attempts }[]
  /** Members of a list, as JSON; empty where there are none. */
  readonly gatesText: string
  readonly #said: readonly Record<string, unknown>[]
  /** Loops and fan-outs that it says. */
  readonly fanOuts: number
  readonly #fanOuts: readonly Record<string, unknown>[]
  readonly #layersText: string[] = []
  readonly #head: string

  constructor(
    readonly node: Node,
    readonly entry: Entry,
    readonly out: Out,
    readonly facts: SegmentFacts,
    readonly repositoryName: string,
  ) {
    const { segment, path, line } = facts
    const { service } = entry
    this.naive = attemptsIn(segment.naive)
    this.gated = attemptsIn(segment.gated)
    this.#said = layerList(segment)
    this.layers = this.#said.map((layer) => ({
      kind: typeof layer.kind === 'string' ? layer.kind : 'layer',
      attempts: attemptsIn(layer.attempts),
    }))
    this.#fanOuts = Array.isArray(segment.fanOut) ? segment.fanOut.filter(isRecord) : []
    this.fanOuts = this.#fanOuts.length
    const gates = Array.isArray(segment.gates) ? segment.gates.filter(isRecord) : []
    this.gatesText = members(gates.map((gate) => ({ ...gate, service })))
    const head = {
      version: node.version,
      repositoryId: entry.repository,
      repository: repositoryName,
      service,
      entry: { kind: entry.kind, label: entry.label },
      outgoing: {
        ...{ kind: out.kind, label: out.label, method: out.method },
        ...given({ timeoutMs: timeoutOf(segment) }),
      },
      path,
      line,
    }
    this.#head = JSON.stringify(head).slice(0, -1)
  }

  /** Its layers as members of a list, for the nth segment of a path. */
  layersText(nth: number): string {
    const known = this.#layersText[nth]
    if (known !== undefined) return known
    const place = this.#placeAt(nth)
    const text = members(this.#said.map((said, i) => ({ ...said, ...this.layers[i], ...place })))
    this.#layersText[nth] = text
    return text
  }

  /** Its loops and fan-outs, alike. */
  fanOutsText(nth: number): string {
    if (this.#fanOuts.length === 0) return ''
    const place = this.#placeAt(nth)
    return members(this.#fanOuts.map((said) => ({ ...said, ...place })))
  }

  #placeAt(nth: number) {
    const { repository: repositoryId, service } = this.entry
    return { segment: nth, service, repositoryId, repository: this.repositoryName }
  }

  /** The segment itself, and how it meets the next. */
  text(meets: Link | undefined): string {
    if (!meets) return `${this.#head}}`
    const { rule, confidence } = meets
    return `${this.#head},"meets":${JSON.stringify({ rule, confidence })}}`
  }
}

const members = (list: readonly unknown[]): string => JSON.stringify(list).slice(1, -1)

function timeoutOf({ outgoing }: Record<string, unknown>): number | null {
  const said = isRecord(outgoing) ? outgoing.timeoutMs : undefined
  return typeof said === 'number' ? said : null
}
