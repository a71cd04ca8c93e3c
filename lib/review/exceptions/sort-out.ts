import type { Moved } from '../movers'
import type { Tally } from '../tally'
import type { History } from './histories'
import { judge, type Limits, limitsOf, strength, type Verdict } from './limits'

/** A group whose drift of the week is a signal. */
export interface Signal extends History {
  kind: Exclude<Verdict, 'normal'>
  limits: Limits
  current: number
  tally?: Tally
}

export interface SortedOut {
  /** Worse before better, each by how far off it is. */
  signals: Signal[]
  normal: History[]
  /** Too little history to tell. */
  young: History[]
}

/** Tells signals from variation: each service and team against its own past weeks. */
export function sortOut(
  histories: readonly History[],
  moved: readonly Moved[],
  running: boolean,
): SortedOut {
  const tallies = new Map(moved.map((m) => [`${m.measure} ${m.by} ${m.key}`, m.tally]))
  const sorted: SortedOut = { signals: [], normal: [], young: [] }
  for (const history of histories) {
    const past = history.drift.slice(0, -1)
    const limits = limitsOf(past)
    const now = history.drift.at(-1)
    if (!limits || now == null) {
      sorted.young.push(history)
      continue
    }
    const tally = tallies.get(`${history.measure} ${history.by} ${history.key}`)
    const current = tally?.drift ?? 0
    const kind = judge(past, limits, current, running)
    if (kind === 'normal') sorted.normal.push(history)
    else sorted.signals.push({ ...history, kind, limits, current, ...(tally ? { tally } : {}) })
  }
  sorted.signals = withoutEchoes(sorted.signals).sort(
    (a, b) =>
      Number(b.current > 0) - Number(a.current > 0) ||
      strength(b.limits, b.current) - strength(a.limits, a.current) ||
      (a.key < b.key ? -1 : 1),
  )
  return sorted
}

/** A team that only repeats what one of its services says is not a second exception. */
function withoutEchoes(signals: readonly Signal[]): Signal[] {
  return signals.filter(
    (signal) =>
      signal.by === 'service' ||
      !signals.some(
        ({ by, measure, current, tally }) =>
          by === 'service' &&
          measure === signal.measure &&
          current === signal.current &&
          tally?.steps.some(({ before, after }) => (after ?? before)?.team === teamOf(signal.key)),
      ),
  )
}

const teamOf = (key: string): string | null => (key === 'none' ? null : key)
