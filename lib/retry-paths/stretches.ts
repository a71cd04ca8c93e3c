/** A half-open stretch of time, ms; `to` is infinite while it lasts. */
export interface Stretch {
  from: number
  to: number
}

type Stretches = readonly Stretch[]

/** As a column holds it: where time has no end, a column has none. */
export function endOf(to: number): Date | null {
  return to === Number.POSITIVE_INFINITY ? null : new Date(to)
}

/** When both are. Both lists are in order and do not overlap in themselves, as all here. */
export function both(a: Stretches, b: Stretches): Stretch[] {
  const shared: Stretch[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [x, y] = [a[i], b[j]]
    if (!x || !y) return shared
    const from = Math.max(x.from, y.from)
    const to = Math.min(x.to, y.to)
    if (from < to) shared.push({ from, to })
    if (x.to < y.to) i++
    else j++
  }
}

/** When any of them is, adjacent ones joined; the input may be in any order. */
export function union(stretches: Stretches): Stretch[] {
  if (stretches.length < 2) return [...stretches]
  const joined: Stretch[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}

/** When the first is and the second is not. */
export function without(a: Stretches, b: Stretches): Stretch[] {
  if (b.length === 0) return [...a]
  return a.flatMap(({ from, to }) => {
    const rest: Stretch[] = []
    let begin = from
    for (const gone of b) {
      if (gone.to <= begin || gone.from >= to) continue
      if (gone.from > begin) rest.push({ from: begin, to: gone.from })
      begin = Math.max(begin, gone.to)
    }
    if (begin < to) rest.push({ from: begin, to })
    return rest
  })
}

/** `there` cut at every begin and end of the others. */
export function cutAt(there: Stretches, others: readonly Stretches[]): Stretch[] {
  const edges = [...new Set(others.flat().flatMap(({ from, to }) => [from, to]))].sort(
    (a, b) => a - b,
  )
  return there.flatMap(({ from, to }) => {
    const cuts = [from, ...edges.filter((t) => t > from && t < to)]
    return cuts.map((begin, i) => ({ from: begin, to: cuts[i + 1] ?? to }))
  })
}

/** Whether two lists without overlap say the same times. */
export function sameTimes(a: Stretches, b: Stretches): boolean {
  return (
    a.length === b.length && a.every(({ from, to }, i) => from === b[i]?.from && to === b[i]?.to)
  )
}

/** Whether it is there at an instant. */
export function holds(stretches: Stretches, t: number): boolean {
  return stretches.some(({ from, to }) => from <= t && t < to)
}
