import type { RetryLayer } from '../../model'
import { durationMs, type Pause, pauseOf, pausesMs, timeText } from './durations'
import { isSdk, type PlacedLayer } from './placed-layer'

/** Time limits and pauses of a layer as numbers, ms; undefined where nothing is written. */
interface Times {
  perTry?: number
  deadline?: number
  pause?: Pause
  /** Something is written that could not be read. */
  unread: boolean
}

export type Worst = number | 'unbounded' | 'unknown'

/** A caller that gives up before what it calls has. */
export interface Inversion {
  at: PlacedLayer
  /** What the caller allows, and what is inside may take, ms. */
  limit: number
  takes: number
  /** The limit is of each attempt, or of all together. */
  of: 'attempt' | 'deadline'
}

function timesOf({ layer, home }: PlacedLayer): Times {
  // A client's `timeout` is of each request; that of a wrapper is of all it does.
  const each = isSdk(layer) && /^timeout\b/i.test(layer.deadline ?? '')
  const perTry = each ? layer.deadline : layer.perTry
  const deadline = each ? undefined : layer.deadline
  const times = {
    perTry: perTry === undefined ? undefined : durationMs(perTry, home.path),
    deadline: deadline === undefined ? undefined : durationMs(deadline, home.path),
    pause: layer.delay === undefined ? undefined : pauseOf(layer.delay, home.path),
  }
  const unread =
    (perTry !== undefined && times.perTry === undefined) ||
    (layer.delay !== undefined && times.pause === undefined)
  return { ...times, unread }
}

/**
 * The longest that a path may take: attempts × the limit of each + pauses, from the innermost
 * layer outwards, each at most its deadline. Pauses that nobody wrote are not counted. Beside it
 * the callers whose own limit is shorter than what is inside may take: they give up, and repeat,
 * while it still runs (Google SRE book, ch. 22, "Deadline propagation").
 */
export function worstTime(
  layers: readonly PlacedLayer[],
  callMs: number | undefined,
): { worst: Worst; inversions: Inversion[] } {
  let worst: Worst = callMs ?? 'unknown'
  const inversions: Inversion[] = []
  for (const [nth, at] of [...layers].reverse().entries()) {
    const { perTry, deadline, pause, unread } = timesOf(at)
    if (nth > 0 && perTry !== undefined && typeof worst === 'number' && worst > perTry) {
      inversions.push({ at, limit: perTry, takes: worst, of: 'attempt' })
    }
    const each: Worst =
      perTry === undefined ? worst : typeof worst === 'number' ? Math.min(perTry, worst) : perTry
    if (nth > 0 && deadline !== undefined && typeof each === 'number' && each > deadline) {
      inversions.push({ at, limit: deadline, takes: each, of: 'deadline' })
    }
    const all: Worst = unread ? 'unknown' : allAttempts(at.layer, each, pause)
    worst =
      deadline === undefined ? all : typeof all === 'number' ? Math.min(all, deadline) : deadline
  }
  return { worst, inversions }
}

function allAttempts({ attempts }: RetryLayer, each: Worst, pause: Pause | undefined): Worst {
  if (attempts === 'unbounded' || each === 'unbounded') return 'unbounded'
  if (attempts === 'unknown' || each === 'unknown') return 'unknown'
  return attempts * each + (pause ? pausesMs(pause, attempts) : 0)
}

/**
 * The least that failing layers take, ms, the innermost last: their pauses alone, as each attempt
 * may fail at once. What nobody wrote takes no time.
 */
export function shortestTime(layers: readonly PlacedLayer[]): number {
  let least = 0
  for (const at of [...layers].reverse()) {
    const { perTry, deadline, pause } = timesOf(at)
    const { attempts } = at.layer
    const times = typeof attempts === 'number' ? attempts : 1
    const each = Math.min(least, perTry ?? least)
    const all = times * each + (pause && times > 1 ? pausesMs(pause, times) : 0)
    least = Math.min(all, deadline ?? all)
  }
  return least
}

/**
 * How many attempts a deadline leaves room for by the pauses alone, those of the layers inside (ms
 * for each attempt) with them; undefined where it does not limit.
 */
export function roomFor(at: PlacedLayer, inside = 0): number | undefined {
  const { attempts } = at.layer
  const { perTry, deadline, pause } = timesOf(at)
  const each = Math.min(inside, perTry ?? inside)
  if (deadline === undefined || ((pause?.first ?? 0) <= 0 && each <= 0)) return undefined
  const most = typeof attempts === 'number' ? attempts : 10_000
  let room = 1
  const before = (nth: number) => (pause ? pausesMs(pause, nth) : 0) + (nth - 1) * each
  while (room < most && before(room + 1) <= deadline) room++
  return room < most ? room : undefined
}

/** The same as numbers, as findings and segments tell them. */
export function timeData(at: PlacedLayer): Record<string, number> {
  const { perTry, deadline, pause } = timesOf(at)
  const { attempts } = at.layer
  const pauses = pause && typeof attempts === 'number' ? pausesMs(pause, attempts) : undefined
  return {
    ...(perTry === undefined ? {} : { perTryMs: perTry }),
    ...(deadline === undefined ? {} : { deadlineMs: deadline }),
    ...(pauses === undefined ? {} : { pausesMs: Math.round(pauses) }),
  }
}

export const inversionText = ({ at, limit, takes, of }: Inversion): string =>
  of === 'attempt'
    ? `${at.layer.mechanism} gives each attempt ${timeText(limit)}, what is inside may take ${timeText(takes)}`
    : `${at.layer.mechanism} gives up after ${timeText(limit)}, one attempt inside may take ${timeText(takes)}`
