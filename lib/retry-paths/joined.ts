import { hashOf, uuidOf } from '@/lib/db/ids'
import { given, isRecord } from '@/lib/findings/shape'
import type { Chain } from './chains'
import type { Flows, Node } from './model'
import {
  type Attempts,
  arithmeticOf,
  attemptsIn,
  boundedProduct,
  layerList,
  product,
  stored,
  worse,
} from './product'
import { type Stretch, union, without } from './stretches'

/** What a joined path needs of the version of each of its segments. */
export interface SegmentFacts {
  path: string
  line: number | null
  segment: Record<string, unknown>
}

/** One exact form of a joined path: a version of the finding `finding`. */
export interface JoinedVersion {
  id: string
  finding: string
  start: string
  nodes: readonly Node[]
  there: Stretch[]
  path: string
  line: number | null
  symbol: string
  message: string
  attempts: number | null
  /** What the version says, and the same as JSON. */
  data: Record<string, unknown>
  text: string
}

/**
 * The findings that chains of one entry point make. Chains between the same ends over the same
 * hops are one finding: at each time the worst of them, so that its life never overlaps itself.
 */
export function joinedVersions(
  chains: readonly Chain[],
  flows: Pick<Flows, 'entries' | 'outs'>,
  facts: (version: string) => SegmentFacts | undefined,
  repositoryName: (id: string) => string,
): JoinedVersion[] {
  const byFinding = new Map<string, JoinedVersion[]>()
  for (const chain of chains) {
    const version = versionOf(chain, flows, facts, repositoryName)
    if (!version) continue
    const known = byFinding.get(version.finding)
    if (known) known.push(version)
    else byFinding.set(version.finding, [version])
  }
  return [...byFinding.values()].flatMap(worstAtEachTime)
}

function worstAtEachTime(versions: JoinedVersion[]): JoinedVersion[] {
  const rank = ({ data }: JoinedVersion) => attemptsIn(data.naive)
  const ordered = versions.sort(
    (a, b) =>
      worse(rank(a), rank(b)) ||
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

function timeoutOf({ outgoing }: Record<string, unknown>): number | null {
  const said = isRecord(outgoing) ? outgoing.timeoutMs : undefined
  return typeof said === 'number' ? said : null
}

function versionOf(
  chain: Chain,
  { entries, outs }: Pick<Flows, 'entries' | 'outs'>,
  facts: (version: string) => SegmentFacts | undefined,
  repositoryName: (id: string) => string,
): JoinedVersion | null {
  const parts = chain.nodes.flatMap((node) => {
    const entry = entries.get(node.entry)
    const out = outs.get(node.out)
    const said = facts(node.version)
    return entry && out && said ? [{ node, entry, out, said }] : []
  })
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last || parts.length !== chain.nodes.length) return null
  // Redelivery between is a layer more on the same path.
  const hops = parts
    .filter(({ entry }, i) => i === 0 || !entry.keys[0]?.startsWith('relay:'))
    .flatMap(({ entry }) => [entry.repository, entry.keys[0]])
  const identity = hashOf(...hops, last.out.keys[0]).toString('hex')
  const layers = parts.flatMap(({ entry, said }, segment) =>
    layerList(said.segment).map((layer) => ({
      ...layer,
      kind: typeof layer.kind === 'string' ? layer.kind : 'layer',
      attempts: attemptsIn(layer.attempts),
      segment,
      service: entry.service,
      repositoryId: entry.repository,
      repository: repositoryName(entry.repository),
    })),
  )
  const counts = layers.map(({ attempts }) => attempts)
  const naive = product(parts.map(({ said }) => attemptsIn(said.segment.naive)))
  const gated = product(parts.map(({ said }) => attemptsIn(said.segment.gated)))
  const bounded = boundedProduct(counts)
  const finite = counts.filter((one) => one !== 'unbounded').length
  const attempts: Attempts = naive === 'unbounded' && finite < 2 ? 'unbounded' : bounded
  const calls = attempts === 'unknown' ? 'an unknown number of' : attempts
  const services = parts.map(({ entry }) => entry.service)
  const data = {
    joined: true,
    arithmetic: arithmeticOf(layers),
    naive,
    gated,
    bounded,
    layers,
    gates: parts.flatMap(({ said, entry }) => {
      const gates = Array.isArray(said.segment.gates) ? said.segment.gates : []
      return gates.filter(isRecord).map((gate) => ({ ...gate, service: entry.service }))
    }),
    segments: parts.map(({ node, entry, out, said }, i) => ({
      version: node.version,
      repositoryId: entry.repository,
      repository: repositoryName(entry.repository),
      service: entry.service,
      entry: { kind: entry.kind, label: entry.label },
      outgoing: {
        ...{ kind: out.kind, label: out.label, method: out.method },
        ...given({ timeoutMs: timeoutOf(said.segment) }),
      },
      path: said.path,
      line: said.line,
      meets: chain.links[i] && {
        rule: chain.links[i].rule,
        confidence: chain.links[i].confidence,
      },
    })),
    cuts: chain.cuts,
  }
  return {
    // The place of each segment counts too: a service that moves makes another form.
    id: uuidOf('joined', ...chain.nodes.flatMap((node) => [node.version, node.entry])),
    finding: uuidOf('joined finding', identity),
    start: first.node.entry,
    nodes: chain.nodes,
    there: chain.there,
    path: first.said.path,
    line: first.said.line,
    symbol: first.entry.label,
    message: `${first.entry.label} can call ${last.out.label} ${calls} times, over ${services.join(' → ')}`,
    attempts: stored(attempts),
    data,
    text: JSON.stringify(data),
  }
}
