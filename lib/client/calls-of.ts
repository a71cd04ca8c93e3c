import type { MapEdge, MapNode, RetryMap } from '@/lib/retry-paths/types'

export interface CallRow extends MapEdge {
  fromLabel: string
  toLabel: string
}

/** Calls that come in from others and that go out to others; calls among one's own are neither. */
export function callsOf(
  { nodes, edges }: Pick<RetryMap, 'nodes' | 'edges'>,
  own: (node: MapNode) => boolean,
): { incoming: CallRow[]; outgoing: CallRow[] } {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const isOwn = (id: string) => {
    const node = known.get(id)
    return node !== undefined && own(node)
  }
  const rows = edges.map((edge) => ({
    ...edge,
    fromLabel: known.get(edge.from)?.label ?? edge.from,
    toLabel: known.get(edge.to)?.label ?? edge.to,
  }))
  return {
    incoming: rows.filter(({ from, to }) => isOwn(to) && !isOwn(from)),
    outgoing: rows.filter(({ from, to }) => isOwn(from) && !isOwn(to)),
  }
}
