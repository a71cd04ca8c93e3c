import type { Progress } from '../history/types'

const EVERY_MS = 3000
const REDRAW_MS = 100

export interface ProgressReporter {
  report(progress: Progress): void
  /** Ends the line being drawn. */
  end(): void
}

interface Stream {
  write(text: string): unknown
  isTTY?: boolean
}

/** Rate and time left of a step that began at `startedMs` having `base` done. Pure. */
export function pace(done: number, base: number, total: number, elapsedMs: number) {
  const perSecond = elapsedMs > 0 ? ((done - base) * 1000) / elapsedMs : 0
  const secondsLeft = perSecond > 0 ? Math.ceil((total - done) / perSecond) : null
  return { perSecond: Math.round(perSecond), secondsLeft }
}

/** `1 m 20 s`, `45 s`. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${minutes} m ${seconds % 60} s` : `${seconds} s`
}

/**
 * One line per long step: rewritten in place on a terminal, else every few seconds; with `json` one
 * object per line for whoever started us.
 */
export function progressReporter(
  stream: Stream,
  json: boolean,
  now: () => number = Date.now,
): ProgressReporter {
  let step = ''
  let started = 0
  let base = 0
  let shown = Number.NEGATIVE_INFINITY
  let drawing = false
  const end = () => {
    if (drawing) stream.write('\n')
    drawing = false
  }
  const report = (progress: Progress) => {
    const { done, total } = progress
    if (progress.step !== step) {
      end()
      step = progress.step
      started = now()
      base = done
      shown = Number.NEGATIVE_INFINITY
    }
    const live = stream.isTTY === true && !json
    const wait = live ? REDRAW_MS : json ? 500 : EVERY_MS
    if (now() - shown < wait && done < total) return
    shown = now()
    const speed = pace(done, base, total, now() - started)
    if (json) {
      stream.write(`${JSON.stringify({ step, done, total, ...speed })}\n`)
      return
    }
    const left = done < total && speed.secondsLeft !== null ? speed.secondsLeft : null
    const counts = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
    const rate = speed.perSecond > 0 ? `, ${speed.perSecond.toLocaleString('en')}/s` : ''
    const line = `${step}: ${counts}${rate}${left === null ? '' : `, ${duration(left)} left`}`
    stream.write(live ? `\r\x1b[2K${line}` : `${line}\n`)
    drawing = live
  }
  return { report, end }
}
