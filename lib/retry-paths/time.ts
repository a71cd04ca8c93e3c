import { isRecord, textOf } from '@/lib/findings/shape'
import { recordsIn, type SaidLayer } from './layers'
import type { PathTime, TimeInversion } from './types'

const ms = (said: unknown, name: string): number | undefined => {
  const value = isRecord(said) ? said[name] : undefined
  return typeof value === 'number' && value >= 0 ? value : undefined
}

const capped = (worst: PathTime, limit: number | undefined): PathTime =>
  limit === undefined ? worst : typeof worst === 'number' ? Math.min(worst, limit) : limit

/**
 * The longest that a path may take, from the call outwards: attempts × the limit of each + pauses,
 * each layer at most its deadline, each call to another service at most its own limit. Whoever
 * allows less than what is inside may take gives up, and repeats, while that still runs (Google SRE
 * book, ch. 22, "Deadline propagation"). What no limit is known of is unknown, never zero. A layer
 * left out neither repeats nor limits.
 */
export function pathTime(
  layers: readonly SaidLayer[],
  data: unknown,
  left: ReadonlySet<string> = new Set(),
): { worst: PathTime; takes: PathTime[]; inversions: TimeInversion[] } {
  const segments = recordsIn(data, 'segments')
  const last = segments.at(-1)
  let worst: PathTime = ms(last?.outgoing ?? data, 'timeoutMs') ?? 'unknown'
  let segment = segments.length - 1
  const takes: PathTime[] = []
  const inversions: TimeInversion[] = []
  const cross = (to: number) => {
    for (; segment > to; segment--) {
      const caller = segments[segment - 1]
      const limit = ms(caller?.outgoing, 'timeoutMs')
      if (limit !== undefined && typeof worst === 'number' && worst > limit) {
        const who = `${textOf(caller, 'service') ?? 'the caller'}, calling ${textOf(caller?.outgoing, 'label') ?? 'it'}`
        inversions.push({ who, limit, takes: worst, of: 'call' })
      }
      worst = capped(worst, limit)
    }
  }
  let innermost = true
  for (const layer of [...layers].reverse()) {
    if (typeof layer.said.segment === 'number') cross(layer.said.segment)
    if (left.has(layer.key)) {
      takes.unshift(worst)
      continue
    }
    const who = textOf(layer.said, 'mechanism') ?? layer.kind
    const limits = [
      ['attempt', ms(layer.said, 'perTryMs')],
      ['deadline', ms(layer.said, 'deadlineMs')],
    ] as const
    for (const [of, limit] of limits) {
      const inside = of === 'attempt' ? worst : capped(worst, limits[0][1])
      if (!innermost && limit !== undefined && typeof inside === 'number' && inside > limit) {
        inversions.push({ key: layer.key, who, limit, takes: inside, of })
      }
    }
    const each = capped(worst, limits[0][1])
    worst = capped(allOf(layer, each), limits[1][1])
    takes.unshift(worst)
    innermost = false
  }
  cross(0)
  return { worst, takes, inversions }
}

function allOf({ attempts, said }: SaidLayer, each: PathTime): PathTime {
  if (attempts === 'unbounded' || each === 'unbounded') return 'unbounded'
  if (attempts === 'unknown' || each === 'unknown') return 'unknown'
  const pauses = ms(said, 'pausesMs')
  // Pauses are written in a way that nobody could read.
  if (pauses === undefined && textOf(said, 'delay') !== null) return 'unknown'
  return attempts * each + (pauses ?? 0)
}
