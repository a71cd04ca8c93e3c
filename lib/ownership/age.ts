import { POLICY } from './policy'
import type { Age, AgeBand } from './types'

const DAY = 86_400_000

/** When a decision began, or by when it had: where only the first scan that saw it is known. */
export interface Beginning {
  introduced: Date
  atLeast: boolean
}

/** Whole days since it was introduced, its band, and what is left until the target of its kind. */
export function ageOf(
  { introduced, atLeast }: Beginning,
  at: Date,
  decisionKind: string | null,
): Age {
  const days = Math.max(0, Math.floor((at.getTime() - introduced.getTime()) / DAY))
  return {
    introduced: introduced.toISOString(),
    days,
    atLeast,
    band: bandOf(days),
    daysLeft: POLICY.targetDays(decisionKind) - days,
  }
}

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
  const ago = (days: number) => new Date(at.getTime() - days * DAY)
  return { after: old === null || old === undefined ? null : ago(old), until: ago(young ?? 0) }
}
