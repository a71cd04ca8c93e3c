import type { MapEdge, MapNode, PathAttempts, RetryMap } from '@/lib/retry-paths/types'

/** So many services are still told apart when all are drawn at once. */
const MANY = 40

interface View {
  team?: string
  service?: string
  by?: 'team' | 'service'
  least?: number
}

/** What boxes stand for: teams where there are too many services to look at at once. */
export function boxesOf(map: RetryMap, { by, team, service }: View): 'team' | 'service' {
  if (by) return by
  if (team !== undefined || service !== undefined) return 'service'
  const inside = map.nodes.filter(({ repository }) => repository !== undefined)
  const teams = new Set(inside.map((node) => node.team))
  return inside.length > MANY && teams.size > 1 ? 'team' : 'service'
}

const least = (attempts: PathAttempts, bound: number) =>
  attempts === 'unbounded' || (typeof attempts === 'number' && attempts >= bound)

/**
 * The part of the map that is looked at: only what arrives often enough, and teams as boxes. Of a
 * chosen team its own services are drawn, and the teams that they call or are called by.
 */
export function viewOf(map: RetryMap, view: View): RetryMap {
  const { least: bound } = view
  const edges = bound === undefined ? map.edges : map.edges.filter((e) => least(e.worst, bound))
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const nodes = bound === undefined ? map.nodes : map.nodes.filter(({ id }) => ends.has(id))
  const seen = { ...map, nodes, edges }
  if (boxesOf(map, view) === 'team') return byTeam(seen, () => true)
  return view.team !== undefined && !view.by ? byTeam(seen, ({ near }) => near === true) : seen
}

const TEAM = 'team:'

/** The team that a box stands for; nothing where it stands for a service. */
export const teamOfBox = ({ id, team }: Pick<MapNode, 'id' | 'team'>): string | undefined =>
  id.startsWith(TEAM) ? (team ?? 'none') : undefined

function byTeam(map: RetryMap, collapses: (node: MapNode) => boolean): RetryMap {
  const boxOf = new Map(
    map.nodes.map((node) => [
      node.id,
      node.repository === undefined || !collapses(node) ? node.id : `${TEAM}${node.team ?? ''}`,
    ]),
  )
  const nodes = new Map<string, MapNode>()
  for (const node of map.nodes) {
    const id = boxOf.get(node.id) ?? node.id
    const known = nodes.get(id)
    if (!known) nodes.set(id, { ...node, id, label: id === node.id ? node.label : nameOf(node) })
    else {
      known.repeats += node.repeats
      known.worst = worst(known.worst, node.worst)
    }
  }
  const edges = new Map<string, MapEdge>()
  for (const edge of map.edges) {
    const [from, to] = [boxOf.get(edge.from) ?? edge.from, boxOf.get(edge.to) ?? edge.to]
    if (from === to && from.startsWith(TEAM)) continue
    const known = edges.get(`${from} ${to}`)
    if (!known) edges.set(`${from} ${to}`, { ...edge, from, to })
    else {
      known.calls += edge.calls
      known.attempts = worst(known.attempts, edge.attempts)
      known.worst = worst(known.worst, edge.worst)
    }
  }
  const path = map.worstPath && {
    ...map.worstPath,
    services: map.worstPath.services.map((id) => boxOf.get(id) ?? id),
  }
  return { ...map, nodes: [...nodes.values()], edges: [...edges.values()], worstPath: path }
}

const nameOf = ({ team }: MapNode) => team ?? 'no team'

function worst(a: PathAttempts, b: PathAttempts): PathAttempts {
  if (a === 'unbounded' || b === 'unbounded') return 'unbounded'
  if (typeof a !== 'number') return b
  return typeof b === 'number' ? Math.max(a, b) : a
}
