import type { Client } from '@/lib/db/database'
import type { Chain } from './chains'
import { loadFacts } from './load'
import type { Flows, Node } from './model'
import { SaidSegment } from './said-segment'

/** Segments that are kept for the next paths, unless more come; what they say fits into memory. */
const MOST = 20_000

/** Segments as joined paths say them: each is part of many paths, and read once for most of them. */
export class SaidSegments {
  #known = new Map<Node, SaidSegment>()

  constructor(
    readonly client: Client,
    readonly ends: Pick<Flows, 'entries' | 'outs'>,
  ) {}

  /** The segments of these chains, but for those of which nothing is known. */
  async of(chains: readonly Chain[]): Promise<Map<Node, SaidSegment>> {
    const nodes = new Set(chains.flatMap((chain) => chain.nodes))
    const said = new Map<Node, SaidSegment>()
    const missing: Node[] = []
    for (const node of nodes) {
      const known = this.#known.get(node)
      if (known) said.set(node, known)
      else missing.push(node)
    }
    const versions = [...new Set(missing.map(({ version }) => version))]
    const facts = await loadFacts(this.client, versions)
    if (this.#known.size + missing.length > MOST) this.#known = new Map()
    for (const node of missing) {
      const [entry, out] = [this.ends.entries.get(node.entry), this.ends.outs.get(node.out)]
      const told = facts.get(node.version)
      if (!entry || !out || !told) continue
      const segment = new SaidSegment(node, entry, out, told)
      said.set(node, segment)
      this.#known.set(node, segment)
    }
    return said
  }
}
