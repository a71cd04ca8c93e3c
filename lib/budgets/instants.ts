import { weekOf, weeksBetween } from '@/lib/time/weeks'
import type { Bucket } from '@/lib/trends/queries/streams'
import type { Budget } from './types'

/** An instant that numbers are as of, with the beginning of its week. */
export interface Instant extends Bucket {
  running: boolean
}

/**
 * The instants that budgets are evaluated at, in order: the end of every week that touches
 * [from, at] or a budget's time, `at` itself, and the beginnings of budgets. Pure.
 */
export function instantsOf(
  budgets: readonly Budget[],
  from: Date,
  at: Date,
  now: Date,
  timeZone: string,
): Instant[] {
  const begins = budgets
    .flatMap(({ versions }) => versions.map((version) => new Date(version.from)))
    .filter((begin) => begin <= at)
  const first = new Date(Math.min(from.getTime(), ...begins.map((begin) => begin.getTime())))
  const weeks = weeksBetween(first, at, timeZone).map((week) => ({
    from: week.from,
    at: new Date(Math.min(week.to.getTime(), at.getTime())),
    running: week.to >= now,
  }))
  const inside = begins.map((begin) => ({
    from: weekOf(begin, timeZone).from,
    at: begin,
    running: false,
  }))
  const all = new Map([...inside, ...weeks].map((instant) => [instant.at.getTime(), instant]))
  return [...all.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
}
