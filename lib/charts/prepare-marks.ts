import type { EventKind, EventMark } from '@/lib/events/types'
import { nudge } from './nudge'

/** Events that share one place on the axis. */
export interface MarkCluster {
  /** Place within the axis, 0 to 1. */
  share: number
  events: EventMark[]
  /** Their kinds, the rarest on the axis first: many releases hide nothing that stands beside them. */
  kinds: EventKind[]
}

/** The time that an axis shows, ISO. */
export interface Axis {
  from: string
  to: string
}

/**
 * Places events on an axis that has room for `slots` marks beside each other. Those of one slot are
 * one mark; marks keep a slot's width from each other, and none stands outside of the axis. What
 * happened in the week that the first point closes stands at that point.
 */
export function prepareMarks(
  events: readonly EventMark[],
  { from, to }: Axis,
  slots: number,
): MarkCluster[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)]
  if (!(end > begin)) return []
  const shareOf = (at: string) => Math.max(0, (Date.parse(at) - begin) / (end - begin))
  const bins = new Map<number, EventMark[]>()
  for (const event of [...events].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))) {
    const share = shareOf(event.at)
    if (share > 1) continue
    const bin = Math.min(slots - 1, Math.floor(share * slots))
    const there = bins.get(bin)
    if (there) there.push(event)
    else bins.set(bin, [event])
  }
  const groups = [...bins.values()]
  const often = (of: EventKind) => events.filter(({ kind }) => kind === of).length
  const wanted = groups.map((own) => own.reduce((sum, { at }) => sum + shareOf(at), 0) / own.length)
  const places = nudge(wanted, 1 / slots, 1)
  return groups.map((own, i) => {
    const kinds = [...new Set(own.map(({ kind }) => kind))].sort((a, b) => often(a) - often(b))
    return { share: Math.min(1, Math.max(0, places[i] ?? 0)), events: own, kinds }
  })
}

/** Events of the weeks that an axis of week ends shows: also of the week that its first end closes. */
export function eventsOn(events: readonly EventMark[], instants: readonly string[]): EventMark[] {
  const [first, last] = [instants[0], instants.at(-1)]
  if (first === undefined || last === undefined) return []
  const begin = new Date(Date.parse(first) - WEEK).toISOString()
  return events.filter(({ at }) => at > begin && at <= last)
}

/** The axis of a chart whose points are ends of weeks. */
export function axisOf({ instants }: { instants: readonly string[] }): Axis {
  return { from: instants[0] ?? '', to: instants.at(-1) ?? '' }
}

const WEEK = 7 * 86_400_000
