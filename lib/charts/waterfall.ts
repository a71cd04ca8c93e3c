/** One bar: from one level to another. */
export interface Bar {
  key: string
  from: number
  to: number
}

export interface Waterfall {
  bars: (Bar & { x: number; width: number; top: number; height: number; end: number })[]
  /** Totals are cut off below this number; 0 where they stand whole. */
  base: number
  width: number
  height: number
}

/** Bars are narrower than their share of the width. */
const FILL = 0.62

/** Levels of a chain of changes: two totals and the changes between them. */
export function chainOf(from: number, changes: readonly { key: string; change: number }[]): Bar[] {
  let level = from
  const steps = changes.map(({ key, change }) => {
    const begin = level
    level += change
    return { key, from: begin, to: level }
  })
  return [{ key: 'from', from: 0, to: from }, ...steps, { key: 'to', from: 0, to: level }]
}

/**
 * Places the bars. Where the changes are small beside the totals, the axis begins above zero, at a
 * round number that leaves the totals visible; the caller says so.
 */
export function waterfall(bars: readonly Bar[], width: number, height: number): Waterfall {
  const levels = bars.flatMap(({ key, from, to }) => (isTotal(key) ? [to] : [from, to]))
  const [low, high] = [Math.min(...levels), Math.max(...levels, 1)]
  const base = baseOf(low, high)
  const y = (value: number) =>
    height - ((Math.max(value, base) - base) / Math.max(1, high - base)) * height
  const step = width / bars.length
  return {
    base,
    width,
    height,
    bars: bars.map((bar, i) => {
      const [a, b] = [y(bar.from), y(bar.to)]
      const top = Math.min(a, b)
      return {
        ...bar,
        x: round(i * step + (step * (1 - FILL)) / 2),
        width: round(step * FILL),
        top: round(top),
        height: round(Math.max(Math.abs(a - b), 1)),
        end: round(b),
      }
    }),
  }
}

export const isTotal = (key: string): boolean => key === 'from' || key === 'to'

function baseOf(low: number, high: number): number {
  const span = high - low
  if (span === 0 || low < high * 0.6) return 0
  const step = 10 ** Math.floor(Math.log10(Math.max(1, span)))
  return Math.max(0, Math.floor((low - 1.2 * span) / step) * step)
}

const round = (value: number) => Math.round(value * 10) / 10
