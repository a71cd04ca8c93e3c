/** One report of a long step, as the scanner's `--json-progress` writes it. */
export interface Progress {
  step: string
  done: number
  total?: number
  perSecond?: number
  secondsLeft?: number
}

/** `reading files: 5,120 of 16,300 · 840/s · 13 s left` */
export function progressText({ step, done, total, perSecond, secondsLeft }: Progress): string {
  const parts = [`${step}: ${count(done)}${total ? ` of ${count(total)}` : ''}`]
  if (perSecond && perSecond > 0) parts.push(`${rate(perSecond)}/s`)
  if (secondsLeft !== undefined && secondsLeft !== null && Number.isFinite(secondsLeft)) {
    parts.push(`${duration(secondsLeft)} left`)
  }
  return parts.join(' · ')
}

/** A line of the scanner's NDJSON, or undefined for anything else it printed. */
export function parseProgress(line: string): Progress | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value = JSON.parse(line) as Partial<Progress>
    if (typeof value.step !== 'string' || typeof value.done !== 'number') return undefined
    return value as Progress
  } catch {
    return undefined
  }
}

/** `45 s`, `3 min`, `1 h 20 min` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 90) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Measures a step that only knows how far it is: rate and time left since the first report. */
export function pace(step: string, now: () => number = Date.now) {
  let first: { at: number; done: number } | undefined
  return (done: number, total: number): Progress => {
    first ??= { at: now(), done }
    const seconds = (now() - first.at) / 1000
    const perSecond = seconds > 0 ? (done - first.done) / seconds : 0
    const secondsLeft = perSecond > 0 ? (total - done) / perSecond : undefined
    return { step, done, total, perSecond, secondsLeft }
  }
}

function count(n: number): string {
  return Math.round(n).toLocaleString('en-US')
}

function rate(n: number): string {
  return n < 10 ? n.toFixed(1) : count(n)
}
