import type { Entry, Found } from './entry'

/** Below this many characters, content alone says too little (docs/decisions/0002). */
const ENOUGH = 60

type Key = (entry: Entry) => string | null

const key = (...parts: string[]) => JSON.stringify(parts)

/** The passes of docs/decisions/0002 but for renames; `several`: equals pair up in order. */
const PASSES: { of: Key; several?: boolean }[] = [
  { of: (e) => key(e.site), several: true },
  { of: (e) => (e.identity === undefined ? null : key(e.rule, e.identity)) },
  { of: (e) => key(e.rule, e.path, e.content), several: true },
  { of: (e) => (e.beginning === undefined ? null : key(e.rule, e.path, e.symbol, e.beginning)) },
  { of: (e) => (e.symbol === '' ? null : key(e.rule, e.path, e.symbol)) },
  { of: (e) => (e.symbol === '' ? null : key(e.rule, e.symbol, e.content, placeOf(e))) },
  { of: (e) => (e.weight >= ENOUGH ? key(e.rule, e.content) : null) },
]

/** Little content must at least keep its file name; enough content may go anywhere. */
const placeOf = ({ weight, path }: Entry) =>
  weight >= ENOUGH ? '' : path.slice(path.lastIndexOf('/') + 1)

export interface Comparison {
  /** Standing at neither place before; and retry paths with more attempts than before. */
  fresh: Found[]
  worse: { found: Found; before: Entry }[]
  /** How many of the baseline are no more. */
  gone: number
}

/** What of `now` is new against `before`. Ambiguity fails closed: what may be old is called new. */
export function compareFound(before: readonly Entry[], now: readonly Found[]): Comparison {
  const left = new Set(before)
  const right = new Set(now)
  const worse: Comparison['worse'] = []
  for (const { of, several } of PASSES) {
    const old = group(left, of)
    for (const [bucket, founds] of group(right, of)) {
      const entries = old.get(bucket) ?? []
      if (entries.length !== founds.length || (founds.length > 1 && !several)) continue
      founds.forEach((found, i) => {
        const entry = entries[i]
        if (!entry) return
        left.delete(entry)
        right.delete(found)
        if (rank(found.attempts) > rank(entry.attempts)) worse.push({ found, before: entry })
      })
    }
  }
  return { fresh: [...right], worse, gone: left.size }
}

/** Attempts as a number to compare; what is unknown or no path is never more. */
function rank(attempts: Entry['attempts']): number {
  if (attempts === 'unbounded') return Number.POSITIVE_INFINITY
  return typeof attempts === 'number' ? attempts : Number.NaN
}

function group<E extends Entry>(entries: Iterable<E>, of: Key): Map<string, E[]> {
  const groups = new Map<string, E[]>()
  for (const entry of entries) {
    const name = of(entry)
    if (name === null) continue
    const list = groups.get(name)
    if (list) list.push(entry)
    else groups.set(name, [entry])
  }
  return groups
}
