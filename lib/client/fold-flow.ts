import type { FlowItem, FlowWay } from '@/lib/flows/types'

/** What is read of a way, in order; what is folded is whole behind it. */
export type Piece =
  | { kind: 'item'; item: FlowItem }
  /** As the way above begins, up to the last of these. */
  | { kind: 'same'; items: FlowItem[] }
  /** Functions in which nothing repeats and nothing bounds waiting. */
  | { kind: 'between'; items: FlowItem[] }

/** Calls that are reached in the same way, told once. */
export interface FoldedWay {
  /** At least one, in their order. */
  calls: FlowWay[]
  pieces: Piece[]
}

/** Fewer steps than this are shown rather than folded. */
const FEW = 3

/**
 * The ways of a flow so that nothing is read twice: equal ones are one, what a way has in common with
 * the one above it and functions without anything to say are folded. Ways that begin alike follow
 * each other; the worst stay first. `whole`: nothing is folded.
 */
export function foldWays(ways: readonly FlowWay[], whole = false): FoldedWay[] {
  if (whole) return ways.map((way) => ({ calls: [way], pieces: way.items.map(pieceOf) }))
  const groups = new Map<string, Alike>()
  for (const way of ways) {
    const keys = way.items.map((item) => JSON.stringify(item))
    const key = JSON.stringify([way.attempts, way.gates, keys, way.unknown])
    const known = groups.get(key)
    if (known) known.calls.push(way)
    else groups.set(key, { calls: [way], attempts: way.attempts, items: way.items, keys })
  }
  const ordered = besideAlike([...groups.values()])
  return ordered.map(({ calls, items, keys }, i) => {
    const shared = alike(keys, ordered[i - 1]?.keys ?? [])
    if (shared < FEW) return { calls, pieces: folded(items) }
    const same: Piece = { kind: 'same', items: items.slice(0, shared) }
    return { calls, pieces: [same, ...folded(items.slice(shared))] }
  })
}

const pieceOf = (item: FlowItem): Piece => ({ kind: 'item', item })

/** Equal ways; `keys` has each of their items as text. */
interface Alike extends Pick<FlowWay, 'attempts' | 'items'> {
  calls: FlowWay[]
  keys: string[]
}

/** How many items both begin with. */
function alike(keys: readonly string[], before: readonly string[]): number {
  const other = keys.findIndex((key, i) => key !== before[i])
  return other < 0 ? keys.length : other
}

/** Of equally bad ways in a row, each next to one that begins alike. */
function besideAlike(groups: readonly Alike[]): Alike[] {
  const left = [...groups]
  const ordered: Alike[] = []
  for (let next = left.shift(); next; ) {
    const { attempts, keys }: Alike = next
    ordered.push(next)
    const equallyBad = left.filter((group) => group.attempts === attempts)
    const [first, ...others] = equallyBad.length > 0 ? equallyBad : left.slice(0, 1)
    next = first
    for (const group of others) {
      if (next && alike(group.keys, keys) > alike(next.keys, keys)) next = group
    }
    if (next) left.splice(left.indexOf(next), 1)
  }
  return ordered
}

/** Functions in a row: the first and the last are read, those between are folded. */
function folded(items: readonly FlowItem[]): Piece[] {
  const pieces: Piece[] = []
  for (let i = 0; i < items.length; ) {
    let end = i
    while (items[end]?.kind === 'function') end += 1
    const run = items.slice(i, end)
    const between = run.slice(1, -1)
    const [first] = items.slice(i)
    if (between.length >= FEW) {
      pieces.push(...run.slice(0, 1).map(pieceOf), { kind: 'between', items: between })
      pieces.push(...run.slice(-1).map(pieceOf))
      i = end
    } else if (first) {
      pieces.push(...(run.length > 0 ? run : [first]).map(pieceOf))
      i += Math.max(1, run.length)
    }
  }
  return pieces
}
