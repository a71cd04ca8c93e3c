import type { Chain } from './chains'
import type { Flows, Node } from './model'
import { SaidSegment, type SegmentFacts } from './said-segment'

type Facts = ReadonlyMap<string, SegmentFacts>

/** Segments that are kept for the next paths, unless more come; what they say fits into memory. */
const MOST = 20_000

/** Segments as joined paths say them: each is part of many paths, and read once for most of them. */
export class SaidSegments {
  #kept = new Map<Node, SaidSegment>()

  constructor(
    readonly ends: Pick<Flows, 'entries' | 'outs'>,
    /** Reads what versions say. */
    readonly read: (versions: readonly string[]) => Promise<Facts>,
    /** What is known without reading. */
    readonly known: Facts = new Map(),
  ) {}

  /** The segments of these chains, but for those of which nothing is known. */
  async of(chains: readonly Chain[]): Promise<Map<Node, SaidSegment>> {
    const nodes = new Set(chains.flatMap((chain) => chain.nodes))
    const said = new Map<Node, SaidSegment>()
    const missing: Node[] = []
    for (const node of nodes) {
      const kept = this.#kept.get(node)
      if (kept) said.set(node, kept)
      else missing.push(node)
    }
    const asked = new Set(missing.map(({ version }) => version))
    const versions = [...asked].filter((version) => !this.known.has(version))
    const facts: Facts = versions.length === 0 ? new Map() : await this.read(versions)
    if (this.#kept.size + missing.length > MOST) this.#kept = new Map()
    for (const node of missing) {
      const [entry, out] = [this.ends.entries.get(node.entry), this.ends.outs.get(node.out)]
      const told = this.known.get(node.version) ?? facts.get(node.version)
      if (!entry || !out || !told) continue
      const segment = new SaidSegment(node, entry, out, told)
      said.set(node, segment)
      this.#kept.set(node, segment)
    }
    return said
  }
}
