import type { Version } from './versions'

/** A file that one commit adds or removes. */
export interface Placed {
  path: string
  version: Version
}

interface Move {
  from: Placed
  to: Placed
}

/** So many pairs of one name and more are a change of everything, in which no move can be told. */
const MOST = 10_000

/**
 * Which of the files of one name that a commit adds are which of those that it removes? Those two
 * whose paths are more alike than each is with any other; where two
 * are as near, neither is.
 */
export function moves(added: readonly Placed[], removed: readonly Placed[]): Move[] {
  if (added.length * removed.length > MOST) return []
  return added.flatMap((to) => {
    const from = nearest(to, removed)
    return from && nearest(from, added) === to ? [{ from, to }] : []
  })
}

function nearest(to: Placed, among: readonly Placed[]): Placed | undefined {
  const near = among.map((from) => ({ from, shared: alike(from.path, to.path) }))
  const most = Math.max(...near.map(({ shared }) => shared))
  const [best, ...others] = near.filter(({ shared }) => shared === most)
  return others.length > 0 ? undefined : best?.from
}

/** Segments that two paths share from either end, of all that they have (Dice's coefficient). */
function alike(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')]
  const least = Math.min(x.length, y.length)
  let before = 0
  while (before < least && x[before] === y[before]) before += 1
  let after = 0
  while (after < least - before && x.at(-1 - after) === y.at(-1 - after)) after += 1
  return (2 * (before + after)) / (x.length + y.length)
}
