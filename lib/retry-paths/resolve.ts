import { Directory } from './directory'
import { meet } from './meet'
import { type Flows, inOrder, type Link, type Node, type Tie } from './model'
import { type Stretch, union } from './stretches'

/** Every meeting of outgoing calls and entry points, and every one that fails, in one order. */
export function resolveLinks(flows: Flows, ties: readonly Tie[]): Link[] {
  return [...meetings(flows, ties)].flat().sort(inOrder)
}

/** The same, call by call in any order; those of one call in order. */
export function* meetings(
  { entries, outs, nodes }: Flows,
  ties: readonly Tie[],
): Generator<Link[]> {
  const entryTimes = timesOf(nodes, ({ entry }) => entry)
  const outTimes = timesOf(nodes, ({ out }) => out)
  const directory = new Directory([...entries.values()].filter(({ id }) => entryTimes.has(id)))
  for (const [id, times] of outTimes) {
    const out = outs.get(id)
    if (out) yield meet(out, times, directory, entryTimes, ties).sort(inOrder)
  }
}

/** When each end is there, by id. */
export function timesOf(
  nodes: readonly Node[],
  end: (node: Node) => string,
): Map<string, readonly Stretch[]> {
  const times = new Map<string, readonly Stretch[]>()
  for (const node of nodes) {
    const id = end(node)
    const known = times.get(id)
    times.set(id, known ? known.concat(node.there) : node.there)
  }
  for (const [id, all] of times) if (all.length > 1) times.set(id, union(all))
  return times
}
