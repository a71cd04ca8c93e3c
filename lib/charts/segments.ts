export interface LineValue {
  value: number | null
  running?: boolean
}

export interface Segments {
  /** Unbroken runs of known values, as [index, value]; a gap ends a run. */
  runs: [number, number][][]
  /** From the last full week to the running one; drawn dotted. */
  running?: [[number, number], [number, number]]
  /** Runs of one point: a line cannot show them. */
  dots: [number, number][]
}

/** How a line is drawn: straight between known neighbours, never across a gap. */
export function segments(points: readonly LineValue[]): Segments {
  const runs: [number, number][][] = []
  let run: [number, number][] = []
  let running: Segments['running']
  const dots: [number, number][] = []
  points.forEach(({ value, running: open }, index) => {
    if (value === null) {
      run = []
      return
    }
    const previous = run.at(-1)
    if (open) {
      if (previous) running = [previous, [index, value]]
      else dots.push([index, value])
      return
    }
    if (run.length === 0) runs.push(run)
    run.push([index, value])
  })
  for (const single of runs) if (single.length === 1 && single[0]) dots.push(single[0])
  return { runs: runs.filter((r) => r.length > 1), running, dots }
}

/** SVG path data through points, scaled by the two functions. */
export function pathOf(
  points: readonly [number, number][],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return points
    .map(([index, value], i) => `${i === 0 ? 'M' : 'L'}${round(x(index))} ${round(y(value))}`)
    .join('')
}

const round = (value: number): number => Math.round(value * 100) / 100
