/** Pause before each further attempt: `first`, then `factor` times the one before, at most `most`. */
export interface Pause {
  first: number
  factor: number
  most: number
}

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}
const WORDS: [RegExp, string][] = [
  [/^(ms|millis|milliseconds?)$/i, 'ms'],
  [/^(s|secs?|seconds?)$/i, 's'],
  [/^(m|mins?|minutes?)$/i, 'm'],
  [/^(h|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'd'],
  [/^(us|µs|micros(econds)?)$/i, 'us'],
  [/^(ns|nanos(econds)?)$/i, 'ns'],
]
const unitOf = (word: string): number | undefined => {
  const unit = WORDS.find(([pattern]) => pattern.test(word))?.[1]
  return unit === undefined ? undefined : UNITS[unit]
}

const NUMBER = String.raw`(\d[\d_]*(?:\.\d+)?)`
const number = (text: string | undefined) => Number((text ?? '').replaceAll('_', ''))

/**
 * A stretch of time as code and configuration write it, in ms; undefined where it is not plainly
 * one. A bare number is in seconds in Python, else in milliseconds.
 */
export function durationMs(written: string, path: string): number | undefined {
  const text = written
    .replace(/^[\w.]+\s*[:=]\s*/, '')
    .replace(/\s*\(default\)$/, '')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
  const go = /^(?:\d+\s*\*\s*)*time\.([A-Z]\w+)(?:\s*\*\s*\d+)*$/.exec(text)
  if (go) {
    const unit = unitOf(go[1] ?? '')
    const factors = text.split('*').map((part) => Number(part))
    return unit && factors.reduce((all, factor) => all * (Number.isNaN(factor) ? 1 : factor), unit)
  }
  const python = new RegExp(`^(?:\\w+\\.)?timedelta\\(\\s*(\\w+)\\s*=\\s*${NUMBER}\\s*\\)$`).exec(
    text,
  )
  if (python) {
    const unit = unitOf(python[1] ?? '')
    return unit && unit * number(python[2])
  }
  const call = new RegExp(`(?:of(\\w+)|timeout|seconds)\\(\\s*${NUMBER}\\s*\\)$`, 'i').exec(text)
  if (call) {
    const unit = call[1] ? unitOf(call[1]) : /seconds\(/i.test(text) ? 1000 : bareUnit(path)
    return unit === undefined ? undefined : unit * number(call[2])
  }
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(text)
  if (iso && text.length > 2) {
    return (Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0)) * 1000
  }
  const product = /^[\d_]+(?:\s*\*\s*[\d_]+)*$/.exec(text)
  if (product) {
    return text.split('*').reduce((all, part) => all * number(part.trim()), bareUnit(path))
  }
  if (!new RegExp(`^(?:${NUMBER}\\s*[a-zµ]+\\s*)+$`, 'i').test(text)) return undefined
  let all = 0
  for (const [, count, word] of text.matchAll(new RegExp(`${NUMBER}\\s*([a-zµ]+)`, 'gi'))) {
    const unit = unitOf(word ?? '')
    if (unit === undefined) return undefined
    all += number(count) * unit
  }
  return all
}

const bareUnit = (path: string) => (path.endsWith('.py') ? 1000 : 1)

/** A pause as written, with how it grows; undefined where it is not plainly one. */
export function pauseOf(written: string, path: string): Pause | undefined {
  const text = written.replace(/^[\w.]+\s*[:=]\s*/, '').trim()
  const doubling = /^(.+?) doubling to (.+)$/.exec(text)
  if (doubling) return growing(doubling[1] ?? '', path, 2, doubling[2])
  const times = /^(.+?) × ([\d.]+)$/.exec(text)
  if (times) return growing(times[1] ?? '', path, Number(times[2]))
  const object = /^\{.*\bdelay:\s*([^,}]+)/.exec(text)
  if (object) return growing(object[1] ?? '', path, /exponential/.test(text) ? 2 : 1)
  const call = /^[\w.]*(?:sleep|delay|wait|after)\w*\(([^(),]+)\)$/i.exec(text)
  return growing(call?.[1] ?? text, path, 1)
}

function growing(first: string, path: string, factor: number, most?: string): Pause | undefined {
  const ms = durationMs(first.trim(), path)
  const end = most === undefined ? undefined : durationMs(most, path)
  if (ms === undefined || (most !== undefined && end === undefined)) return undefined
  return { first: ms, factor, most: end ?? Number.POSITIVE_INFINITY }
}

/** All pauses between so many attempts together, ms. */
export function pausesMs({ first, factor, most }: Pause, attempts: number): number {
  let [all, pause] = [0, first]
  for (let i = 1; i < attempts; i++) {
    all += Math.min(pause, most)
    pause *= factor
    if (!Number.isFinite(all)) return all
  }
  return all
}

/** `1.5 s`, `250 ms`, `2 min`. */
export function timeText(ms: number): string {
  const [size, unit] =
    ms < 1000
      ? [1, 'ms']
      : ms < 120_000
        ? [1000, 's']
        : ms < 7_200_000
          ? [60_000, 'min']
          : [3_600_000, 'h']
  return `${Math.round((ms / size) * 10) / 10} ${unit}`
}
