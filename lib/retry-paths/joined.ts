import { hashOf, uuidOf } from '@/lib/db/ids'
import type { Chain } from './chains'
import type { Link, Node } from './model'
import {
  type Attempts,
  arithmeticOf,
  attemptsIn,
  boundedProduct,
  product,
  stored,
  timesN,
  worse,
} from './product'
import type { SaidSegment } from './said-segment'
import { type Stretch, union, without } from './stretches'

/** One exact form of a joined path: a version of the finding `finding`. */
export interface JoinedVersion {
  id: string
  finding: string
  start: string
  /** Its segments in order. */
  parts: readonly SaidSegment[]
  there: Stretch[]
  path: string
  line: number | null
  symbol: string
  message: string
  attempts: number | null
  /** Product of all layers. */
  naive: Attempts
  /**
   * What is stored of what the version says, as JSON: numbers and texts of the whole, and where each
   * segment is found (./whole). Made where it is written.
   */
  data(): string
}

/**
 * The findings that chains of one entry point make. Chains between the same ends over the same
 * hops are one finding: at each time the worst of them, so that its life never overlaps itself.
 */
export function joinedVersions(
  chains: readonly Chain[],
  said: ReadonlyMap<Node, SaidSegment>,
): JoinedVersion[] {
  const byFinding = new Map<string, JoinedVersion[]>()
  for (const chain of chains) {
    const version = versionOf(chain, said)
    if (!version) continue
    const others = byFinding.get(version.finding)
    if (others) others.push(version)
    else byFinding.set(version.finding, [version])
  }
  return [...byFinding.values()].flatMap(worstAtEachTime)
}

function worstAtEachTime(versions: JoinedVersion[]): JoinedVersion[] {
  const ordered = versions.sort(
    (a, b) =>
      worse(a.naive, b.naive) ||
      worse(attemptsIn(a.attempts), attemptsIn(b.attempts)) ||
      (a.id < b.id ? -1 : 1),
  )
  let taken: Stretch[] = []
  const kept = new Map<string, JoinedVersion>()
  for (const version of ordered) {
    const there = without(union(version.there), taken)
    if (there.length === 0) continue
    taken = union([...taken, ...there])
    const same = kept.get(version.id)
    kept.set(version.id, { ...version, there: same ? union([...same.there, ...there]) : there })
  }
  return [...kept.values()]
}

function versionOf(chain: Chain, said: ReadonlyMap<Node, SaidSegment>): JoinedVersion | null {
  const parts = chain.nodes.flatMap((node) => said.get(node) ?? [])
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last || parts.length !== chain.nodes.length) return null
  // Redelivery between is a layer more on the same path.
  const hops = parts
    .filter(({ entry }, i) => i === 0 || !entry.keys[0]?.startsWith('relay:'))
    .flatMap(({ entry }) => [entry.repository, entry.keys[0]])
  const identity = hashOf(...hops, last.out.keys[0]).toString('hex')
  const layers = parts.flatMap(({ facts }) => facts.layers)
  const counts = layers.map(({ attempts }) => attempts)
  const endless = parts.some(({ facts }) => facts.endless)
  const naive = endless ? 'unbounded' : product(parts.map(({ facts }) => facts.naive))
  const gated = product(parts.map(({ facts }) => facts.gated))
  const bounded = boundedProduct(counts)
  const finite = counts.filter((one) => one !== 'unbounded').length
  const attempts: Attempts = naive === 'unbounded' && finite < 2 ? 'unbounded' : bounded
  const calls = attempts === 'unknown' ? 'an unknown number of' : attempts
  const services = parts.map(({ entry }) => entry.service)
  const fanOuts = parts.reduce((all, { facts }) => all + facts.fanOuts, 0)
  return {
    // The place of each segment counts too: a service that moves makes another form.
    id: uuidOf(
      endless ? 'joined without end' : 'joined',
      ...chain.nodes.flatMap((node) => [node.version, node.entry]),
    ),
    finding: uuidOf('joined finding', identity),
    start: first.node.entry,
    parts,
    there: chain.there,
    path: first.facts.path,
    line: first.facts.line,
    symbol: first.entry.label,
    message: `${first.entry.label} can call ${last.out.label} ${calls} times${timesN(fanOuts)}, over ${services.join(' → ')}`,
    attempts: stored(attempts),
    naive,
    data: () => {
      const arithmetic = arithmeticOf(layers, fanOuts)
      const numbers = { joined: true, arithmetic, naive, gated, bounded, layers: layers.length }
      const segments = parts.map((part, nth) => `{${part.name}${meetsOf(chain.links[nth])}}`)
      const [head, cuts] = [JSON.stringify(numbers).slice(1, -1), JSON.stringify(chain.cuts)]
      return `{${head},"segments":[${segments.join(',')}],"cuts":${cuts}}`
    },
  }
}

/** How a segment meets the next, as another member. */
function meetsOf(link: Link | undefined): string {
  if (!link) return ''
  const { rule, confidence } = link
  return `,"meets":${JSON.stringify({ rule, confidence })}`
}
