import { handsOver } from './handover'
import type { Link, Node } from './model'
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
export const MOST_SEGMENTS = 6
/** Segments looked at from one start before the rest is left, and said. */
const MOST_STEPS = 5000

/** What chains are followed in: segments by their entry, meetings by their outgoing call. */
export class Net {
  readonly nodesOf = new Map<string, Node[]>()
  readonly linksOf = new Map<string, Link[]>()
  /** For entry points: the fewest segments to one with a layer, that one included. */
  readonly #leads: Map<string, number>

  constructor(nodes: readonly Node[], links: readonly Link[]) {
    for (const node of nodes) push(this.nodesOf, node.entry, node)
    for (const own of this.nodesOf.values()) if (own.length > 1) own.sort(byVersion)
    for (const link of links) {
      if (link.entry && !handsOver(link)) push(this.linksOf, link.out, link)
    }
    const callers = new Map<string, string[]>()
    for (const { entry, out } of nodes) {
      for (const link of this.linksOf.get(out) ?? []) {
        if (link.entry !== null) push(callers, link.entry, entry)
      }
    }
    const layered = nodes.filter(({ layers }) => layers > 0).map(({ entry }) => entry)
    this.#leads = distances(layered, callers)
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
        const time = both(there, [link])
        if (time.length === 0) continue
        if (nodes.length === MOST_SEGMENTS) {
          if (this.#goesOn(next, time)) cuts.add('depth')
          continue
        }
        if ((this.#leads.get(next) ?? MOST_SEGMENTS) > MOST_SEGMENTS - nodes.length) continue
        if (nodes.some((node) => node.entry === next)) cuts.add('cycle')
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

  #goesOn(entry: string, time: readonly Stretch[]): boolean {
    return (this.nodesOf.get(entry) ?? []).some(({ there }) => both(time, there).length > 0)
  }
}

/** Segments on the shortest way from each entry point to one of `goals`; as far as chains reach. */
function distances(
  goals: readonly string[],
  callers: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const found = new Map(goals.map((entry) => [entry, 1]))
  let edge = [...found.keys()]
  for (let far = 2; far <= MOST_SEGMENTS && edge.length > 0; far++) {
    const next: string[] = []
    for (const entry of edge) {
      for (const caller of callers.get(entry) ?? []) {
        if (found.has(caller)) continue
        found.set(caller, far)
        next.push(caller)
      }
    }
    edge = next
  }
  return found
}

const byVersion = (a: Node, b: Node) => (a.version < b.version ? -1 : Number(a.version > b.version))

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
