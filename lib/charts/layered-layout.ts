/** A box to place. */
export interface LayoutNode {
  id: string
  /** Orders boxes of one column before their calls do. */
  rank: number
}

export interface Placed {
  id: string
  column: number
  row: number
}

/** Passes over the columns in which boxes move towards those they are connected with. */
const SWEEPS = 6

/**
 * Boxes in columns from caller to callee: each stands right of everything that calls it, circles
 * apart; within a column near the boxes it is connected with, so that lines cross little. Of more
 * columns than `most`, neighbours become one.
 */
export function layeredLayout(
  nodes: readonly LayoutNode[],
  edges: readonly { from: string; to: string }[],
  most = Number.POSITIVE_INFINITY,
): { placed: Map<string, Placed>; columns: number; rows: number } {
  const known = new Set(nodes.map(({ id }) => id))
  const forward = withoutCircles(
    nodes,
    edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to)),
  )
  const column = atMost(most, depths(nodes, forward))
  const columns: string[][] = []
  for (const { id } of [...nodes].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))) {
    const at = column.get(id) ?? 0
    columns[at] = [...(columns[at] ?? []), id]
  }
  const [callers, callees] = [new Map<string, string[]>(), new Map<string, string[]>()]
  for (const { from, to } of forward) {
    callers.set(to, [...(callers.get(to) ?? []), from])
    callees.set(from, [...(callees.get(from) ?? []), to])
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0
    const row = rowsOf(columns)
    const order = down ? columns.keys() : [...columns.keys()].reverse()
    for (const c of order) {
      const here = columns[c] ?? []
      columns[c] = byNeighbours(here, down ? callers : callees, row)
      for (const [i, id] of columns[c].entries()) row.set(id, i)
    }
  }
  const placed = new Map<string, Placed>()
  columns.forEach((ids, c) => {
    for (const [r, id] of ids.entries()) placed.set(id, { id, column: c, row: r })
  })
  return { placed, columns: columns.length, rows: Math.max(0, ...columns.map((c) => c.length)) }
}

/** Calls without those that close a circle, found by walking from the first boxes on. */
function withoutCircles(
  nodes: readonly LayoutNode[],
  edges: readonly { from: string; to: string }[],
): { from: string; to: string }[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const state = new Map<string, 'open' | 'done'>()
  const kept: { from: string; to: string }[] = []
  const called = new Set(edges.map(({ to }) => to))
  const walk = (id: string) => {
    state.set(id, 'open')
    for (const to of next.get(id) ?? []) {
      if (state.get(to) === 'open') continue
      kept.push({ from: id, to })
      if (!state.has(to)) walk(to)
    }
    state.set(id, 'done')
  }
  const roots = [...nodes].sort((a, b) => Number(called.has(a.id)) - Number(called.has(b.id)))
  for (const { id } of roots) if (!state.has(id)) walk(id)
  return kept
}

/** Longest way from a box that nobody calls. */
function depths(
  nodes: readonly LayoutNode[],
  edges: readonly { from: string; to: string }[],
): Map<string, number> {
  const callers = new Map<string, string[]>()
  for (const { from, to } of edges) callers.set(to, [...(callers.get(to) ?? []), from])
  const depth = new Map<string, number>()
  const of = (id: string): number => {
    const known = depth.get(id)
    if (known !== undefined) return known
    const found = Math.max(-1, ...(callers.get(id) ?? []).map(of)) + 1
    depth.set(id, found)
    return found
  }
  for (const { id } of nodes) of(id)
  return depth
}

/** Depths in so many columns at most, each with about as many boxes as the others. */
function atMost(most: number, depth: ReadonlyMap<string, number>): Map<string, number> {
  const deepest = Math.max(0, ...depth.values())
  if (deepest < most) return new Map(depth)
  const ordered = [...depth.values()].sort((a, b) => a - b)
  const shares = new Map<number, number>()
  ordered.forEach((at, i) => {
    if (!shares.has(at)) shares.set(at, Math.floor((i * most) / ordered.length))
  })
  const used = [...new Set(shares.values())]
  return new Map([...depth].map(([id, at]) => [id, used.indexOf(shares.get(at) ?? 0)]))
}

function byNeighbours(
  ids: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  row: ReadonlyMap<string, number>,
): string[] {
  const middle = (id: string, i: number) => {
    const rows = (neighbours.get(id) ?? []).flatMap((other) => row.get(other) ?? [])
    return rows.length === 0 ? i : rows.reduce((a, b) => a + b, 0) / rows.length
  }
  return ids
    .map((id, i) => ({ id, at: middle(id, i), i }))
    .sort((a, b) => a.at - b.at || a.i - b.i)
    .map(({ id }) => id)
}

function rowsOf(columns: readonly (readonly string[])[]): Map<string, number> {
  return new Map(columns.flatMap((ids) => ids.map((id, i): [string, number] => [id, i])))
}
