import type { Arguments, Value } from '../detector'
import type { LimitRow } from './limit'

const UNITS: Record<string, number> = {
  nano: 1e-6,
  micro: 1e-3,
  milli: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
}

const unitOf = (word: string): number | undefined =>
  Object.entries(UNITS).find(([name]) => word.toLowerCase().startsWith(name))?.[1]

/** `5 * time.Second`, `Duration.ofSeconds(5)`, `timedelta(minutes=2)`, `AbortSignal.timeout(800)`. */
function writtenDuration(text: string, unit: number): number | undefined {
  const number = '([\\d_]+(?:\\.\\d+)?)L?'
  const go = new RegExp(
    `^(?:${number}\\s*\\*\\s*)?time\\.(\\w+?)s?(?:\\s*\\*\\s*${number})?$`,
  ).exec(text)
  if (go) return times(go[1] ?? go[3] ?? '1', unitOf(go[2] ?? ''))
  const java = new RegExp(`^(?:\\w+\\.)?Duration\\.of(\\w+)\\(\\s*${number}\\s*\\)$`).exec(text)
  if (java) return times(java[2] ?? '', unitOf(java[1] ?? ''))
  const python = new RegExp(`timedelta\\(\\s*(\\w+)\\s*=\\s*${number}\\s*\\)$`).exec(text)
  if (python) return times(python[2] ?? '', unitOf(python[1] ?? ''))
  const call = new RegExp(
    `^(?:AbortSignal\\.timeout|(?:\\w+\\.)?(?:ClientTimeout|Timeout))\\(\\s*(?:total\\s*=\\s*)?${number}\\s*\\)$`,
  ).exec(text)
  return call ? times(call[1] ?? '', unit) : undefined
}

function times(number: string, unit: number | undefined): number | undefined {
  const count = Number(number.replaceAll('_', ''))
  return unit === undefined || !Number.isFinite(count) ? undefined : count * unit
}

/** `800 ms`, `2.5 s`, `10 min`. */
function durationWords(ms: number): string {
  if (ms < 1000) return `${ms} ms`
  if (ms < 120_000) return `${ms / 1000} s`
  return `${ms / 60_000} min`
}

/** What a limit says, and in milliseconds where it is a time that is written. */
export interface LimitValue {
  value: string
  ms?: number
}

/** No limit at all, as every library of the tables means it. */
const ENDLESS = 'none: waits for ever'

export function limitValue(row: LimitRow, found: Value, args: Arguments): LimitValue {
  const text = found.node.text.replace(/\s+/g, ' ')
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text
  if (row.kind === 'pool' || row.unit === 'count') return { value: short }
  const { literal } = found
  const unit = UNITS[row.unit === 's' ? 'second' : 'milli'] ?? 1
  const named = args.positional.map(({ node }) => /TimeUnit\.(\w+)$/.exec(node.text)?.[1])
  const factor = unitOf(named.find(Boolean) ?? '') ?? unit
  if (typeof literal === 'number' && Number.isFinite(literal) && literal > 0) {
    return timed(literal * factor)
  }
  if (literal !== undefined && typeof literal !== 'string') return { value: ENDLESS }
  const written = writtenDuration(text, unit)
  return written === undefined ? { value: short } : timed(written)
}

const timed = (ms: number): LimitValue => ({ value: durationWords(ms), ms })
