import type { MapEdge, MapNode, PathAttempts, RetryMap } from '@/lib/retry-paths/types'
import { layeredLayout } from './layered-layout'
import { teamOfBox } from './map-view'
import { shortLabels } from './short-labels'

/** Pixels, and characters that a line of a box has room for. */
export const BOX = { width: 160, height: 46, gapX: 64, gapY: 24, edge: 26, characters: 20 }

/** So many columns stand beside each other on a page of 1440 px. */
const COLUMNS = 5

export interface DrawnNode extends MapNode {
  x: number
  y: number
  /** 0 quiet, 1 up to 3, 2 up to 9, 3 more or without end. */
  heat: number
  /** Its label as a box has room for it. */
  short: string
  outside: boolean
  onPath: boolean
}

export interface DrawnEdge extends MapEdge {
  d: string
  onPath: boolean
  hot: boolean
  /** Where what the call multiplies by is written, in the gap before the box it goes to. */
  label: { x: number; y: number; anchor: 'start' | 'end' }
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

/** Boxes and lines with their places: callers left, what they call right. */
export function prepareMap(map: RetryMap): MapPicture {
  const { placed, columns, rows } = layeredLayout(
    map.nodes.map(({ id }, rank) => ({ id, rank })),
    map.edges,
    COLUMNS,
  )
  const way = map.worstPath?.services ?? []
  const steps = new Set(way.slice(1).map((to, i) => `${way[i]} ${to}`))
  const short = shortLabels(
    map.nodes.map(({ label }) => label),
    BOX.characters,
  )
  const nodes = map.nodes.map((node): DrawnNode => {
    const at = placed.get(node.id) ?? { column: 0, row: 0 }
    return {
      ...node,
      x: BOX.edge + at.column * (BOX.width + BOX.gapX),
      y: BOX.edge + at.row * (BOX.height + BOX.gapY),
      heat: heatOf(node.worst),
      short: short.get(node.label) ?? node.label,
      outside: node.repository === undefined && teamOfBox(node) === undefined,
      onPath: way.includes(node.id),
    }
  })
  const place = new Map(nodes.map((node) => [node.id, node]))
  const edges = map.edges.flatMap((edge): DrawnEdge[] => {
    const [from, to] = [place.get(edge.from), place.get(edge.to)]
    if (!from || !to) return []
    const onPath = steps.has(`${edge.from} ${edge.to}`)
    return [{ ...edge, ...line(from, to), onPath, hot: heatOf(edge.worst) >= 2 }]
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

interface Place {
  id: string
  x: number
  y: number
}

/** To another column as an S, within one as a bow beside it, to itself as a loop on its corner. */
function line(from: Place, to: Place): Pick<DrawnEdge, 'd' | 'label'> {
  const right = ({ x }: Place) => x + BOX.width
  const [y1, y2] = [from.y + BOX.height / 2, to.y + BOX.height / 2]
  const above = y2 - 7
  if (from.id === to.id) {
    const [a, b, top] = [right(from) - 32, right(from) - 12, from.y - 18]
    return {
      d: `M${a} ${from.y}C${a} ${top} ${b} ${top} ${b} ${from.y}`,
      label: { x: a - 5, y: from.y - 6, anchor: 'end' },
    }
  }
  if (from.x === to.x) {
    const x = right(from)
    const bow = x + Math.min(BOX.gapX - 20, 20 + Math.abs(y2 - y1) / 12)
    return {
      d: `M${x} ${y1}C${bow} ${y1} ${bow} ${y2} ${x} ${y2}`,
      label: { x: x + 8, y: above, anchor: 'start' },
    }
  }
  const [x1, x2] = to.x > from.x ? [right(from), to.x] : [from.x, right(to)]
  const middle = (x1 + x2) / 2
  return {
    d: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
    label:
      to.x > from.x
        ? { x: x2 - 10, y: above, anchor: 'end' }
        : { x: x2 + 10, y: above, anchor: 'start' },
  }
}
