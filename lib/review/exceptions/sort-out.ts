import { groupBy } from '@/lib/trends/group-by'
import type { Moved } from '../movers'
import type { Tally } from '../tally'
import { driftOf, type History } from './histories'
import { centreOf, judge, type Limits, limitsOf, strength, type Verdict } from './limits'

/** A group whose drift of the week is a signal. */
export interface Signal extends History {
  kind: Exclude<Verdict, 'normal'>
  limits: Limits
  /** Of a run: what it is on one side of. */
  median?: number
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
  const tallies = groupBy(moved, ({ measure, by }) => `${measure} ${by}`)
  const tallyOf = new Map(
    [...tallies].map(([of, own]) => [of, new Map(own.map(({ key, tally }) => [key, tally]))]),
  )
  const old = oldEnough()
  const sorted: SortedOut = { signals: [], normal: [], young: [] }
  for (const history of histories) {
    const tally = tallyOf.get(`${history.measure} ${history.by}`)?.get(history.key)
    const current = tally?.drift ?? 0
    if (history.change === null || !old(history.known)) {
      sorted.young.push(history)
      continue
    }
    const past = current === 0 ? [] : history.drift().slice(0, -1)
    const limits = limitsOf(past)
    // What did not drift this week is no signal, whatever its limits are.
    if (!limits) {
      sorted.normal.push(history)
      continue
    }
    const kind = judge(past, limits, current, running)
    if (kind === 'normal') sorted.normal.push(history)
    else {
      const more = {
        ...(tally ? { tally } : {}),
        ...(kind === 'run' && { median: centreOf(past) }),
      }
      sorted.signals.push({ ...history, kind, limits, current, ...more })
    }
  }
  sorted.signals = withoutEchoes(sorted.signals).sort(
    (a, b) =>
      Number(b.current > 0) - Number(a.current > 0) ||
      strength(b.limits, b.current) - strength(a.limits, a.current) ||
      (a.key < b.key ? -1 : 1),
  )
  return sorted
}

/** Is enough known of its past for limits? That depends on nothing else; once for each repository. */
function oldEnough() {
  const told = new Map<readonly boolean[], boolean>()
  return (known: readonly boolean[]): boolean => {
    const before = told.get(known)
    if (before !== undefined) return before
    const enough = limitsOf(driftOf([], [], known).slice(0, -1)) !== undefined
    told.set(known, enough)
    return enough
  }
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
