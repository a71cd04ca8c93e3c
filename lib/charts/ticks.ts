const STEPS = [1, 2, 5]

/** Round values from zero up to at least `max`, about four of them; whole numbers only. */
export function countTicks(max: number): number[] {
  const top = Math.max(1, max)
  const rough = top / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, (STEPS.find((s) => s * power >= rough) ?? 10) * power)
  const ticks: number[] = []
  for (let value = 0; value < top + step; value += step) ticks.push(value)
  return ticks
}

export interface MonthTick {
  index: number
  label: string
  /** It begins so near the end that its name stands before it where there is no room after. */
  late?: true
}

/** Of the axis; a name with its year takes less than the rest of the narrowest chart. */
export const isLate = (share: number): boolean => share > 0.82

/** The first point of each month; the year stands by the first label and by every January. */
export function monthTicks(instants: readonly string[]): MonthTick[] {
  const name = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' })
  const ticks: MonthTick[] = []
  let previous = ''
  instants.forEach((iso, index) => {
    const date = new Date(iso)
    const label = name.format(date)
    if (label === previous) return
    previous = label
    const year = date.getUTCFullYear()
    const named = ticks.length === 0 || label === 'Jan' ? `${label} ${year}` : label
    const late = isLate(index / Math.max(1, instants.length - 1))
    ticks.push({ index, label: named, ...(late ? { late } : {}) })
  })
  // A month that begins right at the edge would run into the next label.
  const [first, second] = ticks
  if (first && second && second.index - first.index < 3) {
    ticks.shift()
    second.label = `${second.label.slice(0, 3)} ${new Date(instants[second.index] ?? '').getUTCFullYear()}`
  }
  return ticks
}
