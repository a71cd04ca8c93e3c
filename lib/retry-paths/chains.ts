import type { Flows, Link, Node } from './model'
import { both, type Stretch, union, without } from './stretches'

/** Segments that follow each other, the first and the last with a layer, and when. */
export interface Chain {
  nodes: readonly Node[]
  /** How each segment meets the next. */
  links: readonly Link[]
  there: Stretch[]
  /** Why it was not followed further: `cycle`, `depth`, `many`. */
  cuts: readonly string[]
}

/** Segments of one chain; longer ones are cut, and say so. */
const MOST_SEGMENTS = 6
/** Segments looked at from one start before the rest is left, and said. */
const MOST_STEPS = 5000

/** What chains are followed in: segments by their entry, meetings by their outgoing call. */
export class Net {
  readonly nodesOf = new Map<string, Node[]>()
  readonly linksOf = new Map<string, Link[]>()
  /** Entry points from which a layer can be reached. */
  readonly #leads: Set<string>
  readonly #callers = new Map<string, string[]>()

  constructor({ nodes }: Flows, links: readonly Link[]) {
    for (const node of nodes) push(this.nodesOf, node.entry, node)
    for (const own of this.nodesOf.values()) if (own.length > 1) own.sort(byVersion)
    for (const link of links) if (link.entry) push(this.linksOf, link.out, link)
    for (const { entry, out } of nodes) {
      for (const link of this.linksOf.get(out) ?? []) {
        if (link.entry !== null) push(this.#callers, link.entry, entry)
      }
    }
    this.#leads = this.backwards(nodes.filter(({ layers }) => layers > 0).map((n) => n.entry))
  }

  /**
   * These entry points and all whose flows lead to one of them; `more` are calls from entry to
   * entry beside those of the net.
   */
  backwards(
    entries: Iterable<string>,
    more: readonly (readonly [string, string])[] = [],
  ): Set<string> {
    const others = new Map<string, string[]>()
    for (const [from, to] of more) push(others, to, from)
    const found = new Set(entries)
    for (const entry of found) {
      for (const caller of this.#callers.get(entry) ?? []) found.add(caller)
      for (const caller of others.get(entry) ?? []) found.add(caller)
    }
    return found
  }

  /** All chains that begin at an entry point, each only while no layer follows its last. */
  from(entry: string): Chain[] {
    const chains: Chain[] = []
    let steps = 0
    const follow = (nodes: Node[], links: Link[], there: Stretch[]): Stretch[] => {
      const last = nodes.at(-1)
      if (!last) return []
      const cuts = new Set<string>()
      const layered: Stretch[] = []
      for (const link of this.linksOf.get(last.out) ?? []) {
        const next = link.entry ?? ''
        if (!this.#leads.has(next)) continue
        const time = both(there, [link])
        if (time.length === 0) continue
        if (nodes.some((node) => node.entry === next)) cuts.add('cycle')
        else if (nodes.length === MOST_SEGMENTS) cuts.add('depth')
        else {
          for (const node of this.nodesOf.get(next) ?? []) {
            const shared = both(time, node.there)
            if (shared.length === 0) continue
            if (steps++ < MOST_STEPS) {
              layered.push(...follow([...nodes, node], [...links, link], shared))
            } else cuts.add('many')
          }
        }
      }
      const further = union(layered)
      if (last.layers === 0) return further
      const ends = without(there, further)
      if (nodes.length > 1 && ends.length > 0) {
        chains.push({ nodes, links, there: ends, cuts: [...cuts] })
      }
      return there
    }
    for (const node of this.nodesOf.get(entry) ?? []) {
      if (node.layers > 0) follow([node], [], [...node.there])
    }
    return chains
  }
}

const byVersion = (a: Node, b: Node) => (a.version < b.version ? -1 : Number(a.version > b.version))

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
