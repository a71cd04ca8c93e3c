import type { Link, Node } from './model'

/** Calls from entry point to entry point as they were. */
export function oldCalls(nodes: readonly Node[], links: readonly Link[]): [string, string][] {
  const callers = new Map<string, string[]>()
  for (const { entry, out } of nodes) callers.set(out, [...(callers.get(out) ?? []), entry])
  return links.flatMap(({ out, entry }) => {
    const from = entry === null ? undefined : callers.get(out)
    return entry === null || from === undefined
      ? []
      : from.map((caller): [string, string] => [caller, entry])
  })
}

/** Outgoing calls that meet others than before, or at other times. Both lists are in one order. */
export function changedOuts(before: readonly Link[], now: readonly Link[]): Set<string> {
  const changed = new Set<string>()
  let [i, j] = [0, 0]
  for (;;) {
    const [a, b] = [before[i], now[j]]
    if (!a && !b) return changed
    if (a && b && same(a, b)) {
      i++
      j++
      continue
    }
    const out = !a || (b && b.out < a.out) ? b?.out : a.out
    if (out === undefined) return changed
    changed.add(out)
    while (before[i]?.out === out) i++
    while (now[j]?.out === out) j++
  }
}

function same(a: Link, b: Link): boolean {
  return (
    a.out === b.out &&
    a.entry === b.entry &&
    a.from === b.from &&
    a.to === b.to &&
    a.rule === b.rule &&
    a.confidence === b.confidence &&
    a.detail === b.detail
  )
}
