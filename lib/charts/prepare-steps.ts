import { countTicks } from './ticks'

/** A value over one stretch of time; null: nothing there. */
export interface Step {
  from: string
  to?: string
  value: number | 'unbounded' | 'unknown' | null
}

/** Places in hundredths of the plot, from its left and from its top. */
export interface StepPlot {
  /** SVG paths: one for each stretch without a gap; steps are drawn as steps. */
  lines: string[]
  /** Where steps begin. */
  marks: { x: number; y: number; index: number }[]
  ticksY: { y: number; label: string }[]
  ticksX: { x: number; label: string }[]
  /** Height of the last step; null where it is a gap. */
  end: number | null
  /** From where on no scan speaks; absent where one speaks until the end. */
  silent?: number
}

/**
 * Steps on a scale of time from zero up; what has no end stands on a line of its own above. What
 * lasts is drawn as far as scans speak (`known`), and not further.
 */
export function prepareSteps(steps: readonly Step[], until: string, known = until): StepPlot {
  const begin = Date.parse(steps[0]?.from ?? until)
  const end = Math.max(begin + 86_400_000, Date.parse(steps.at(-1)?.to ?? until))
  const spoken = Math.min(end, Math.max(Date.parse(known), Date.parse(steps.at(-1)?.from ?? until)))
  const numbers = steps.flatMap(({ value }) => (typeof value === 'number' ? value : []))
  const endless = steps.some(({ value }) => value === 'unbounded')
  const most = Math.max(1, ...numbers)
  const ticks = countTicks(most)
  const top = Math.max(most, ticks.at(-1) ?? most) * (endless ? 1.25 : 1)
  const x = (t: number) => round((100 * (t - begin)) / (end - begin))
  const y = (v: number) => round(100 * (1 - v / top))
  const heightOf = (value: Step['value']) =>
    value === 'unbounded' ? y(top) : typeof value === 'number' ? y(value) : null
  const lines: string[] = []
  const marks: StepPlot['marks'] = []
  let open = ''
  steps.forEach(({ from, to, value }, index) => {
    const height = heightOf(value)
    if (height === null) {
      if (open) lines.push(open)
      open = ''
      return
    }
    const [a, b] = [x(Date.parse(from)), x(to === undefined ? spoken : Date.parse(to))]
    open += open ? `V${height}H${b}` : `M${a} ${height}H${b}`
    marks.push({ x: a, y: height, index })
  })
  if (open) lines.push(open)
  return {
    lines,
    marks,
    ticksY: [
      ...ticks.map((v) => ({ y: y(v), label: String(v) })),
      ...(endless ? [{ y: y(top), label: '∞' }] : []),
    ],
    ticksX: monthsBetween(begin, end).map(({ at, label }) => ({ x: x(at), label })),
    end: heightOf(steps.at(-1)?.value ?? null),
    ...(spoken < end && Date.parse(known) < Date.parse(until) ? { silent: x(spoken) } : {}),
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** At most eight firsts of months, the year where it is another than before. */
function monthsBetween(begin: number, end: number): { at: number; label: string }[] {
  const first = new Date(begin)
  const all: { at: number; label: string }[] = []
  const months = Math.ceil((end - begin) / (30 * 86_400_000))
  const step = [1, 2, 3, 6, 12, 24, 60].find((n) => months / n <= 8) ?? 120
  for (let i = 1; ; i++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i)
    if (at > end) return all
    const month = new Date(at).getUTCMonth()
    if (month % Math.min(step, 12) !== 0) continue
    const year = new Date(at).getUTCFullYear()
    if (step > 12 && year % (step / 12) !== 0) continue
    const label = all.length === 0 || month === 0 ? `${MONTHS[month]} ${year}` : MONTHS[month]
    all.push({ at, label: label ?? '' })
  }
}

const round = (value: number) => Math.round(value * 100) / 100
