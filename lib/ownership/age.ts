import { POLICY } from './policy'
import type { Age, AgeBand, HowOld } from './types'

const DAY = 86_400_000

/** When a decision began, or by when it had: where only the first scan that saw it is known. */
export interface Beginning {
  introduced: Date
  atLeast: boolean
}

/** With since when its repository is known here: nobody could decide anything before (ADR 17). */
export interface Undecided extends Beginning {
  knownAt: Date
}

/**
 * How old it is, and what is left until the target of its kind, which
 * counts from when it was introduced or its repository became known here, whichever is later.
 */
export function ageOf(
  { knownAt, ...beginning }: Undecided,
  at: Date,
  decisionKind: string | null,
): Age {
  const old = howOld(beginning, at)
  const waited = Math.min(old.days, daysBetween(knownAt, at))
  return {
    ...old,
    daysLeft: POLICY.targetDays(decisionKind) - waited,
    ...(waited < old.days ? { knownAt: knownAt.toISOString() } : {}),
  }
}

/** Whole days since it was introduced, and their band. */
export function howOld({ introduced, atLeast }: Beginning, at: Date): HowOld {
  const days = daysBetween(introduced, at)
  return { introduced: introduced.toISOString(), days, atLeast, band: bandOf(days) }
}

/** Whole days from one instant to another, never negative. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY))

/** The instant so many days before another. */
export const daysBefore = (at: Date, days: number): Date => new Date(at.getTime() - days * DAY)

/** Last days of the bands that end. */
export const AGE_BAND_ENDS = [7, 30, 90] as const

function bandOf(days: number): AgeBand {
  const [first, second, third] = AGE_BAND_ENDS
  if (days <= first) return '0-7'
  if (days <= second) return '8-30'
  return days <= third ? '31-90' : '90+'
}

/** Introduced after `after` (exclusive) and not after `until`, for a band as of an instant. */
export function bandLimits(band: AgeBand, at: Date): { after: Date | null; until: Date } {
  const [young, old] = { '0-7': [0, 8], '8-30': [8, 31], '31-90': [31, 91], '90+': [91, null] }[
    band
  ]
  return {
    after: old === null || old === undefined ? null : daysBefore(at, old),
    until: daysBefore(at, young ?? 0),
  }
}
