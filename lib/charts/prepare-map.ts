import type { MapEdge, MapNode, PathAttempts, RetryMap } from '@/lib/retry-paths/types'
import { layeredLayout } from './layered-layout'

export const BOX = { width: 168, height: 46, gapX: 76, gapY: 14, edge: 16 }

export interface DrawnNode extends MapNode {
  x: number
  y: number
  /** 0 quiet, 1 up to 3, 2 up to 9, 3 more or without end. */
  heat: number
  outside: boolean
  onPath: boolean
}

export interface DrawnEdge extends MapEdge {
  d: string
  onPath: boolean
  hot: boolean
}

export interface MapPicture {
  nodes: DrawnNode[]
  edges: DrawnEdge[]
  width: number
  height: number
}

/** How worrying attempts are; each step is another shape too, not only another colour. */
function heatOf(attempts: PathAttempts): number {
  if (attempts === 'unbounded') return 3
  if (attempts === 'unknown') return 1
  return attempts <= 1 ? 0 : attempts <= 3 ? 1 : attempts <= 9 ? 2 : 3
}

const least = (attempts: PathAttempts, bound: number) =>
  attempts === 'unbounded' || (typeof attempts === 'number' && attempts >= bound)

/** The part of the map that is looked at: only what arrives often enough, or teams as boxes. */
export function viewOf(map: RetryMap, view: { by?: 'team'; least?: number }): RetryMap {
  const { least: bound } = view
  const edges = bound === undefined ? map.edges : map.edges.filter((e) => least(e.worst, bound))
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const nodes = bound === undefined ? map.nodes : map.nodes.filter(({ id }) => ends.has(id))
  const seen = { ...map, nodes, edges }
  return view.by === 'team' ? byTeam(seen) : seen
}

function byTeam(map: RetryMap): RetryMap {
  const teamOf = new Map(
    map.nodes.map((node) => [
      node.id,
      node.repository === undefined ? node.id : `team:${node.team ?? 'nobody'}`,
    ]),
  )
  const nodes = new Map<string, MapNode>()
  for (const node of map.nodes) {
    const id = teamOf.get(node.id) ?? node.id
    const known = nodes.get(id)
    if (!known) {
      const label = node.repository === undefined ? node.label : (node.team ?? 'no team')
      nodes.set(id, { ...node, id, label })
    } else {
      known.layers += node.layers
      known.worst = worst(known.worst, node.worst)
    }
  }
  const edges = new Map<string, MapEdge>()
  for (const edge of map.edges) {
    const [from, to] = [teamOf.get(edge.from) ?? edge.from, teamOf.get(edge.to) ?? edge.to]
    if (from === to) continue
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
    services: map.worstPath.services.map((id) => teamOf.get(id) ?? id),
  }
  return { ...map, nodes: [...nodes.values()], edges: [...edges.values()], worstPath: path }
}

function worst(a: PathAttempts, b: PathAttempts): PathAttempts {
  if (a === 'unbounded' || b === 'unbounded') return 'unbounded'
  if (typeof a !== 'number') return b
  return typeof b === 'number' ? Math.max(a, b) : a
}

/** Boxes and lines with their places: callers left, what they call right. */
export function prepareMap(map: RetryMap): MapPicture {
  const { placed, columns, rows } = layeredLayout(
    map.nodes.map(({ id }, rank) => ({ id, rank })),
    map.edges,
  )
  const way = map.worstPath?.services ?? []
  const steps = new Set(way.slice(1).map((to, i) => `${way[i]} ${to}`))
  const nodes = map.nodes.map((node): DrawnNode => {
    const at = placed.get(node.id) ?? { column: 0, row: 0 }
    return {
      ...node,
      x: BOX.edge + at.column * (BOX.width + BOX.gapX),
      y: BOX.edge + at.row * (BOX.height + BOX.gapY),
      heat: heatOf(node.worst),
      outside: node.repository === undefined && !node.id.startsWith('team:'),
      onPath: way.includes(node.id),
    }
  })
  const place = new Map(nodes.map((node) => [node.id, node]))
  const edges = map.edges.flatMap((edge): DrawnEdge[] => {
    const [from, to] = [place.get(edge.from), place.get(edge.to)]
    if (!from || !to) return []
    const onPath = steps.has(`${edge.from} ${edge.to}`)
    return [{ ...edge, d: line(from, to), onPath, hot: heatOf(edge.worst) >= 2 }]
  })
  return {
    nodes,
    // What matters is drawn last, over the rest.
    edges: edges.sort(
      (a, b) => Number(a.onPath) - Number(b.onPath) || Number(a.hot) - Number(b.hot),
    ),
    width: 2 * BOX.edge + columns * BOX.width + Math.max(0, columns - 1) * BOX.gapX,
    height: 2 * BOX.edge + rows * BOX.height + Math.max(0, rows - 1) * BOX.gapY,
  }
}

/** To the right as an S; back, or to itself, as a loop over the boxes. */
function line(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
  const [x2, y2] = [to.x, to.y + BOX.height / 2]
  if (x2 > x1) {
    const middle = (x1 + x2) / 2
    return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
  }
  const top = Math.min(from.y, to.y) - BOX.gapY / 2
  return `M${x1} ${y1}C${x1 + 40} ${top} ${x2 - 40} ${top} ${x2} ${y2}`
}
